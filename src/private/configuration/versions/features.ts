import { DATABASE_FEATURES } from './database-features';
import { DISCOVERY_FEATURES } from './discovery-features';
import { ANY, Feature, Reader } from './feature';
import { JOIN_FEATURES } from './join-features';

const SERVER: Reader = 'Auth Service and tctl';
const EVERYBODY: Reader = 'Auth Service, tctl and agent';
const DROPS = 'drops it in silence';

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
export const FEATURES: readonly Feature[] = [...JOIN_FEATURES, ...DISCOVERY_FEATURES, ...DATABASE_FEATURES, ...RESOURCES];
