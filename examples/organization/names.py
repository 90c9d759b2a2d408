"""What hub and spokes must agree on. In two pipelines this file, or a copy of it, is all that they share."""

# The organization, and the unit whose accounts have databases.
ORGANIZATION = "o-abcdef1234"
UNIT = "ou-abcd-12345678"

# The account and region of the agent.
HUB = {"account": "111111111111", "region": "eu-west-1"}
# The name of the agent's role.
AGENT = "teleport-agent"
# The name of the role in every other account, and the external ID that it asks for.
ACCESS = "teleport-access"
EXTERNAL_ID = "teleport-prod"

# Where the databases are.
REGIONS = ["eu-west-1", "eu-central-1"]
