from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_eks as eks
from aws_cdk import aws_iam as iam
from cdk_teleport_database_access import (
    DatabaseType,
    RdsDatabase,
    TeleportAgentConfiguration,
    TeleportDatabaseAccess,
)
from constructs import Construct

# Your Teleport cluster.
PROXY_SERVER = "example.teleport.sh:443"
# What the join token is called. No secret: it admits the role of the pods, which AWS vouches for, and nobody else.
JOIN_TOKEN = "database-agent"
NAMESPACE = "teleport"
SERVICE_ACCOUNT = "teleport-agent"


class TeleportOnEks(cdk.Stack):
    """A Teleport agent in an EKS cluster, by Teleport's Helm chart; how its pods get their role is up to a subclass."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        cluster_name: str,
        # what CDK needs to run Helm in the cluster: outputs of the stack that defines it
        kubectl_function_arn: str,
        kubectl_handler_role_arn: str,
        kubectl_role_arn: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, construct_id, **kwargs)
        self.cluster = eks.Cluster.from_cluster_attributes(
            self,
            "Cluster",
            cluster_name=cluster_name,
            kubectl_provider=eks.KubectlProvider.from_kubectl_provider_attributes(
                self,
                "Kubectl",
                function_arn=kubectl_function_arn,
                kubectl_role_arn=kubectl_role_arn,
                handler_role=iam.Role.from_role_arn(
                    self, "KubectlHandler", kubectl_handler_role_arn
                ),
            ),
        )

    def run_agent(self, role: iam.Role, *, pod_identity: bool) -> eks.HelmChart:
        # One declaration: what the pods may do ...
        access = TeleportDatabaseAccess(
            self,
            "Teleport",
            target=role,
            database_types=[DatabaseType.RDS, DatabaseType.AURORA],
            database_tags={"teleport-env": ["prod"]},
            databases=[RdsDatabase.any(database_users=["reader"])],
        )

        # ... and what Teleport needs to know.
        teleport = TeleportAgentConfiguration(policies=[access])
        values = teleport.helm_values(
            proxy_server=PROXY_SERVER,
            join_token_name=JOIN_TOKEN,
            enterprise=True,
            service_account_name=SERVICE_ACCOUNT,
            pod_identity=pod_identity,
        )
        # For `tctl create`: who may join, and who may log in to what.
        cdk.CfnOutput(
            self, "JoinToken", value=teleport.join_token(name=JOIN_TOKEN).to_yaml()
        )
        cdk.CfnOutput(
            self,
            "Reader",
            value=teleport.role(name="prod-reader", database_names=["*"]).to_yaml(),
        )

        return self.cluster.add_helm_chart(
            "Agent",
            repository="https://charts.releases.teleport.dev",
            chart="teleport-kube-agent",
            version="18.8.2",  # the version of your Teleport cluster
            namespace=NAMESPACE,
            values=values.content,
        )


class TeleportWithPodIdentity(TeleportOnEks):
    """The agent gets its role by an EKS Pod Identity association."""

    def __init__(self, scope: Construct, construct_id: str, **kwargs: Any) -> None:
        super().__init__(scope, construct_id, **kwargs)

        # Pod Identity sends session tags, which tell the pod. They go on to roles that the agent assumes and that do not expect them:
        # an agent that assumes roles has 'disableSessionTags' on its association, and 'aws:SourceAccount' and 'aws:SourceArn' in the
        # place of these conditions.
        pods = iam.ServicePrincipal(
            "pods.eks.amazonaws.com",
            conditions={
                "StringEquals": {
                    "aws:RequestTag/kubernetes-namespace": NAMESPACE,
                    "aws:RequestTag/kubernetes-service-account": SERVICE_ACCOUNT,
                },
                "ArnEquals": {
                    "aws:RequestTag/eks-cluster-arn": self.cluster.cluster_arn
                },
            },
        )
        role = iam.Role(self, "Role", assumed_by=iam.SessionTagsPrincipal(pods))
        association = eks.CfnPodIdentityAssociation(
            self,
            "Association",
            cluster_name=self.cluster.cluster_name,
            namespace=NAMESPACE,
            service_account=SERVICE_ACCOUNT,
            role_arn=role.role_arn,
        )
        # pods that start earlier have no role
        self.run_agent(role, pod_identity=True).node.add_dependency(association)


class TeleportWithIrsa(TeleportOnEks):
    """The agent gets its role by the annotation of its service account (IAM roles for service accounts)."""

    def __init__(
        self, scope: Construct, construct_id: str, *, oidc_provider_arn: str, **kwargs: Any
    ) -> None:
        super().__init__(scope, construct_id, **kwargs)

        issuer = oidc_provider_arn.split(":oidc-provider/")[1]
        role = iam.Role(
            self,
            "Role",
            assumed_by=iam.WebIdentityPrincipal(
                oidc_provider_arn,
                {
                    "StringEquals": {
                        f"{issuer}:sub": f"system:serviceaccount:{NAMESPACE}:{SERVICE_ACCOUNT}",
                        f"{issuer}:aud": "sts.amazonaws.com",
                    }
                },
            ),
        )
        self.run_agent(role, pod_identity=False)


app = cdk.App()
cluster = {
    "env": cdk.Environment(account="123456789012", region="eu-west-1"),
    "cluster_name": "prod",
    "kubectl_function_arn": "arn:aws:lambda:eu-west-1:123456789012:function:kubectl",
    "kubectl_handler_role_arn": "arn:aws:iam::123456789012:role/kubectl-handler",
    "kubectl_role_arn": "arn:aws:iam::123456789012:role/kubectl",
}
TeleportWithPodIdentity(app, "TeleportWithPodIdentity", **cluster)
TeleportWithIrsa(
    app,
    "TeleportWithIrsa",
    **cluster,
    oidc_provider_arn="arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
)
app.synth()
