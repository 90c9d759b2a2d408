import { ANY, Feature, Reader } from './feature';

const EVERYBODY: Reader = 'Auth Service, tctl and agent';
const STOPS = 'does not start with this key in its file';

/** What Teleport looks for. */
const DISCOVERY: readonly Feature[] = [
  {
    title: 'the kind `discovery_config`',
    part: 'discovery_config',
    keys: { kind: ANY },
    reader: EVERYBODY,
    since: ['14.1.3'],
    older: 'refuses the kind, or finds no databases by it',
    source: 'changelog 14.1.1, 14.1.3',
    certainty: 'read',
  },
  {
    title: '`poll_interval` of `discovery_service`',
    part: 'teleport.yaml',
    keys: { 'discovery_service.poll_interval': ANY },
    reader: 'agent',
    since: ['14.3.0'],
    older: STOPS,
    source: 'pull requests 41761, 41766; missing in 14.0.0-dev',
    certainty: 'inferred',
  },
  {
    title: '`discovery_group` of `discovery_service`',
    part: 'teleport.yaml',
    keys: { 'discovery_service.discovery_group': ANY },
    reader: 'agent',
    since: ['12.2.4'],
    older: STOPS,
    source: 'changelog 12.2.4',
    certainty: 'read',
  },
  {
    title: 'the regions `il-central-1`, `ca-west-1`, `mx-central-1`, `ap-southeast-5`, `eusc-de-east-1`',
    part: 'matcher',
    keys: { regions: /^(?:il-central-1|ca-west-1|mx-central-1|ap-southeast-5|eusc-de-east-1)$/ },
    reader: EVERYBODY,
    since: ['13.4.0', '14.0.0'],
    older: 'refuses regions that are not in its own list',
    source: 'changelog 13.4.0; seen in 14.0.0-dev',
    certainty: 'read',
  },
  {
    title: 'the regions `ap-east-2`, `ap-southeast-6`, `ap-southeast-7`',
    part: 'matcher',
    keys: { regions: /^(?:ap-east-2|ap-southeast-[67])$/ },
    reader: EVERYBODY,
    since: ['13.4.0', '14.0.0'],
    older: 'refuses regions that are not in its own list',
    source: 'opened after its list was made; not tried',
    certainty: 'inferred',
  },
];

/** What selects databases that a Discovery Service finds. */
const SELECTION: readonly Feature[] = [
  {
    title: '`vpc` with a Discovery Service that finds RDS or Aurora',
    part: 'teleport.yaml',
    keys: { 'discovery_service.aws.types': /^rds$/, 'db_service.resources.labels.vpc-id': ANY },
    reader: 'agent',
    since: ['14.3.0'],
    older: 'gives these databases no label `vpc-id`, and opens none of them',
    source: 'changelog 14.3.0, pull request 35890',
    certainty: 'read',
  },
];

/** What Teleport discovers, and what selects from it. */
export const DISCOVERY_FEATURES: readonly Feature[] = [...DISCOVERY, ...SELECTION];
