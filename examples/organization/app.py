import aws_cdk as cdk
from cdk_stacksets import (
    Capability,
    DeploymentType,
    StackSet,
    StackSetTarget,
    StackSetTemplate,
)
from hub import Hub
from names import HUB, UNIT
from spoke import Spoke

app = cdk.App()

# In the account of the agent ...
Hub(
    app,
    "TeleportHub",
    env=cdk.Environment(**HUB),
    accounts=["222222222222", "333333333333"],
)

# ... and in that of the organization: the template of the spokes, rolled out to each account of the unit,
# also to those that join it later.
roll_out = cdk.Stack(
    app,
    "TeleportSpokes",
    env=cdk.Environment(account="999999999999", region="eu-west-1"),
)
StackSet(
    roll_out,
    "StackSet",
    stack_set_name="teleport-database-access",
    target=StackSetTarget.from_organizational_units(
        organizational_units=[UNIT],
        regions=["eu-west-1"],  # one region: role names are global
    ),
    template=StackSetTemplate.from_stack_set_stack(Spoke(roll_out, "Spoke")),
    deployment_type=DeploymentType.service_managed(
        auto_deploy_enabled=True, auto_deploy_retain_stacks=False
    ),
    capabilities=[Capability.NAMED_IAM],
)

app.synth()
