import { ANY, Feature, Reader } from './feature';

const SERVER: Reader = 'Auth Service and tctl';
const DROPS = 'drops it in silence';

/** How agents join. */
export const JOIN_FEATURES: readonly Feature[] = [
  {
    title: '`aws_organization_id` of a join token',
    part: 'token rule',
    keys: { aws_organization_id: ANY },
    reader: SERVER,
    since: ['18.7.0'],
    older: 'drops it in silence, and a role of that name in any AWS account may join',
    source: 'changelog 18.7.0; seen in 14.0.0-dev',
    certainty: 'read',
    isDangerous: true,
  },
  {
    title: '`integration` of a join token',
    part: 'token',
    keys: { 'spec.integration': ANY },
    reader: SERVER,
    since: ['18.7.0'],
    older: `${DROPS}, and asks AWS Organizations with its own credentials`,
    source: 'pull requests 62091, 62604',
    certainty: 'inferred',
  },
  {
    title: 'a join token without `expires`',
    part: 'token',
    keys: { kind: ANY },
    without: ['metadata.expires'],
    reader: SERVER,
    since: ['13.0.0'],
    older: 'lets it expire after 30 minutes, and agents cannot join again',
    source: 'changelog 13.0.0',
    certainty: 'read',
  },
  {
    title: '`join_method: iam` of a join token',
    part: 'token',
    keys: { 'spec.join_method': /^iam$/ },
    reader: 'Auth Service, tctl and agent',
    since: ['8.3.0'],
    older: 'drops it in silence, and refuses the token',
    source: 'release notes 8.3.0',
    certainty: 'read',
  },
];
