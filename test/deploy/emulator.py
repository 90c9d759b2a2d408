"""Starts MiniStack, and fills those gaps of its version 1.5.33 that we would fall into.

Every decision about a policy stays MiniStack's own: it is only handed what it lacks. Private names of MiniStack are used for it, so its version is
pinned exactly; `scenario.ts` goes red if any of the three gaps is open.
"""
import os
import sys
import threading
from xml.sax.saxutils import escape

import ministack.app as app
from ministack.core import iam_actions, iam_evaluator as evaluator
from ministack.services import iam, rds, tagging
from ministack.services.cloudformation import provisioners

# --- 1. CloudFormation drops the permissions boundary of a role: set it as the IAM API does.

ROLE = provisioners._RESOURCE_HANDLERS["AWS::IAM::Role"]
create_role, update_role = ROLE["create"], ROLE["update"]


def bound(role, old, new):
    wanted = new.get("PermissionsBoundary")
    if wanted == old.get("PermissionsBoundary"):
        return
    status, _, body = (iam._put_role_permissions_boundary({"RoleName": role, "PermissionsBoundary": wanted}) if wanted
                       else iam._delete_role_permissions_boundary({"RoleName": role}))
    if status >= 400:
        raise ValueError(body)


def create_bounded_role(logical_id, properties, stack_name):
    made = create_role(logical_id, properties, stack_name)
    bound(made[0], {}, properties)
    return made


def update_bounded_role(physical_id, old, new, stack_name, logical_id=None):
    made = update_role(physical_id, old, new, stack_name, logical_id=logical_id)
    bound(made[0], old if made[0] == physical_id else {}, new)
    return made


ROLE.update(create=create_bounded_role, update=update_bounded_role)

# --- 2. What the evaluator is not told about a request: the ARN of an ElastiCache user, the tags of databases and users, the boundary of an identity.

arn_of, context_of = iam_actions.extract_resource_arn, iam_actions.request_tag_context


def resource_arn(service, method, path, headers, body, params, region, account):
    user = iam_actions._query_param(params, "UserId") if service == "elasticache" else None
    return (f"arn:aws:elasticache:{region}:{account}:user:{user}" if user
            else arn_of(service, method, path, headers, body, params, region, account))


def request_context(service, action, body, params):
    role = iam._roles.get(iam_actions._query_param(params, "RoleName")) if service == "iam" else None
    boundary = {"iam:permissionsboundary": role["PermissionsBoundary"]} if role and role.get("PermissionsBoundary") else {}
    return {**context_of(service, action, body, params), **boundary}


iam_actions.extract_resource_arn, iam_actions.request_tag_context = resource_arn, request_context
tagging._RESOURCE_TAG_COLLECTORS.update(elasticache=tagging._collect_elasticache, rds=lambda: rds._tags.items())

# --- 3. SimulatePrincipalPolicy ignores the permissions boundary, the context, and every resource but the first.

DECISIONS = {"Allow": "allowed", "Deny": "explicitDeny", "ImplicitDeny": "implicitDeny"}


def members(params, name):
    values, number = [], 1
    while value := iam._p(params, f"{name}.member.{number}"):
        values.append(value)
        number += 1
    return values


def context_entries(params):
    entries, number = {}, 1
    while key := iam._p(params, f"ContextEntries.member.{number}.ContextKeyName"):
        values = members(params, f"ContextEntries.member.{number}.ContextKeyValues")
        entries[key.lower()] = values[0] if len(values) == 1 else values
        number += 1
    return entries


def simulate(params):
    principal, account, context = iam._p(params, "PolicySourceArn"), iam.get_account_id(), context_entries(params)
    kind, name = principal.split(":")[5].split("/")[0], principal.split("/")[-1]
    store, policies = ((iam._roles, evaluator._gather_role_policies) if kind == "role"
                       else (iam._users, evaluator._gather_user_policies))
    limits = evaluator._permissions_boundary(store, name, account)
    results = ""
    for action in members(params, "ActionNames"):
        for resource in members(params, "ResourceArns") or ["*"]:
            request = evaluator.EvalContext(
                principal_arn=principal, principal_type="AssumedRole" if kind == "role" else "User", principal_account=account, action=action,
                resource_arn=resource, region=context.get("aws:requestedregion", ""), service_context=context)
            decision = DECISIONS[evaluator.evaluate(request, policies(name, account), *limits).decision]
            results += (f"<member><EvalActionName>{action}</EvalActionName><EvalResourceName>{escape(resource)}</EvalResourceName>"
                        f"<EvalDecision>{decision}</EvalDecision></member>")
    return iam._xml(200, "SimulatePrincipalPolicyResponse", "<SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>"
                    f"{results}</EvaluationResults></SimulatePrincipalPolicyResult>", ns="iam")


iam._IAM_HANDLERS["SimulatePrincipalPolicy"] = simulate

# --- Manners. As root it would listen on port 443 too. And whoever started it holds its input open: when that is gone, for whatever reason, it ends.

app._port_is_bindable = lambda host, port: False


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    app.main()
