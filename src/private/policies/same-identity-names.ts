import { Token } from 'aws-cdk-lib';
import { Identity } from '../identities/identity';
import { nameOf } from '../identities/identity-resource';

/** Roles or users of one name in one account, such as those of a stack that the app deploys to two regions: IAM refuses the second. */
export function sameIdentityNames(identities: readonly Identity[]): string[] {
  const known = new Map<string, Identity>();
  return identities.flatMap((identity) => {
    const { resource, kind, account, label } = identity;
    const name = resource && nameOf(resource);
    if (name === undefined || Token.isUnresolved(name) || Token.isUnresolved(account)) {
      return [];
    }
    const key = `${kind} ${account} ${name.toLowerCase()}`; // IAM does not tell names apart by case
    const other = known.get(key);
    known.set(key, other ?? identity);
    return other === undefined ? [] : [`${label} and ${other.label} are both called ${JSON.stringify(name)} in account ${account}, `
      + 'and names of roles and users are global: define it in one region of each account'];
  });
}
