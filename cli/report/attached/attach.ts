import { Holders, KINDS } from './identities';
import { Scopes } from './scopes';
import { Template } from '../assembly/template';
import { PolicyResource } from '../model/policies';
import { namesOf } from '../resolve/elements';

/** Tells holders of the policies that name them. */
export function attach(policy: PolicyResource, holders: Holders, scopes: Scopes): void {
  const { template, id, resource: { properties } } = policy;
  for (const { kind, list, name } of KINDS) {
    for (const guards of scopes.existence(template, id, undefined)) {
      const named = [properties[list], properties[name]].flatMap((value) => namesOf(value, scopes.of(template), guards));
      named.forEach((one) => holders.find(kind, one.result, template, one.guards)
        .forEach(({ holder, guards: why }) => holder.attached.push({ policy, guards: why })));
    }
  }
}

/** Tells users of their groups. */
export function joinGroups(template: Template, holders: Holders, scopes: Scopes): void {
  template.resources.forEach(({ type, properties: { Users, GroupName, Groups } }, id) => {
    const isAddition = type === 'AWS::IAM::UserToGroupAddition';
    if (!isAddition && type !== 'AWS::IAM::User') {
      return;
    }
    for (const given of scopes.existence(template, id, undefined)) {
      const named = (kind: 'user' | 'group', value: unknown) => namesOf(value, scopes.of(template), given)
        .flatMap(({ guards, result }) => holders.find(kind, result, template, guards));
      const users = named('user', isAddition ? Users : { Ref: id });
      const groups = named('group', isAddition ? GroupName : Groups);
      users.forEach((user) => groups.forEach(({ holder, guards }) =>
        user.holder.groups.push({ group: holder, guards: [...user.guards, ...guards.slice(given.length)] })));
    }
  });
}
