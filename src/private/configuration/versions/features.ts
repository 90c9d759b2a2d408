import { DATABASE_FEATURES } from './database-features';
import { ANY, Feature, Reader } from './feature';
import { JOIN_FEATURES } from './join-features';

const SERVER: Reader = 'Auth Service and tctl';
const EVERYBODY: Reader = 'Auth Service, tctl and agent';
const STOPS = 'does not start with this key in its file';
const DROPS = 'drops it in silence';

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

/** What roles and integrations say. */
const RESOURCES: readonly Feature[] = [
  {
    title: '`create_db_user_mode: keep` of a role',
    part: 'role',
    keys: { 'spec.options.create_db_user_mode': /^keep$/ },
    reader: EVERYBODY,
    since: ['14.1.1'],
    older: `${DROPS}, and creates no users`,
    source: 'changelog 14.1.1',
    certainty: 'read',
  },
  {
    title: '`db_permissions` of a role, which `with()` can add',
    part: 'role',
    keys: { 'spec.allow.db_permissions': ANY },
    reader: EVERYBODY,
    since: ['15.1.3'],
    older: `${DROPS}, and created users have no permissions`,
    source: 'changelog 15.1.3',
    certainty: 'read',
  },
  {
    title: '`version: v7` of a role',
    part: 'role',
    keys: { version: /^v7$/ },
    reader: SERVER,
    since: ['14.0.0'],
    older: 'refuses the version',
    source: 'changelog 14.0.0',
    certainty: 'read',
  },
  {
    title: 'the kind `integration` with `sub_kind: aws-oidc`',
    part: 'integration',
    keys: { sub_kind: /^aws-oidc$/ },
    reader: SERVER,
    since: ['14.0.0'],
    older: 'refuses the kind',
    source: 'pull request 31521',
    certainty: 'inferred',
  },
];

/** Everything that documents contain and some Teleport does not know, by subject. */
export const FEATURES: readonly Feature[] = [...JOIN_FEATURES, ...DISCOVERY, ...SELECTION, ...DATABASE_FEATURES, ...RESOURCES];
