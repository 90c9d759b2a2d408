import { RegionInfo } from 'aws-cdk-lib/region-info';

interface Statement {
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string | string[] } };
}

const REGIONS = new Set(RegionInfo.regions.map(({ name }) => name));
const LIMITS = { ManagedPolicy: 6144, Policy: 10240 };

/** What no judge from outside sees in a policy document: sentences; none if all is well. */
export function lint(kind: keyof typeof LIMITS, text: string): string[] {
  const statements: Statement[] = [JSON.parse(text).Statement].flat();
  const length = JSON.stringify(JSON.parse(text)).replace(/\s/g, '').length;
  return [
    ...length > LIMITS[kind] ? [`${length} characters, IAM allows ${LIMITS[kind]}`] : [],
    ...[...new Set(text.match(/[^\n -\u00ff]/g) ?? [])].map((character) => `IAM does not take the character ${character}`),
    ...statements.flatMap(regionsOf).filter((region) => !REGIONS.has(region)).map((region) => `there is no region ${region}`),
    ...statements.flatMap(tagsOnLists),
  ];
}

function regionsOf({ Resource, Condition = {} }: Statement): string[] {
  const requested = Object.values(Condition).flatMap((keys) => keys['aws:RequestedRegion'] ?? []);
  return [...[Resource].flat().map((arn) => arn.split(':')[3]), ...requested].filter((region) => region !== undefined && region !== '' && region !== '*');
}

/** AWS evaluates lists on everything, which has no tags: such a list is always denied. */
function tagsOnLists({ Action, Condition = {} }: Statement): string[] {
  const tags = Object.values(Condition).flatMap((keys) => Object.keys(keys)).filter((key) => /ResourceTag|\w-tag\//.test(key));
  const lists = [Action].flat().filter((action) => /:(?:Describe|List)(?!Tags)/.test(action));
  return lists.flatMap((action) => tags.map((key) => `the list ${action} cannot be limited by ${key}`));
}
