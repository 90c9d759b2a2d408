import { Operation } from './operation';

export const assumeRoles: Operation = {
  sid: 'AssumeRoles',
  reason: 'assume the roles that are database users or that give access to another account',
  without: 'databases behind these roles cannot be reached',
  since: 'boundary',
  actions: ['sts:AssumeRole'],
};
export const assumeInOrganization: Operation = {
  sid: 'AssumeRolesInOrganization',
  reason: 'become the role of one name in every account of the organization',
  without: 'no database of the other accounts can be reached',
  since: 'static',
  actions: ['sts:AssumeRole'],
};
export const tagSessions: Operation = {
  sid: 'TagSessions',
  reason: 'pass exactly these session tags to these roles',
  without: 'the roles refuse tagged sessions',
  since: 'boundary',
  actions: ['sts:TagSession'],
};

/** What Teleport calls to edit its own inline policies; `{kind}` is `Role` or `User`. */
export const selfGrant: Operation = {
  sid: 'SelfGrant',
  reason: 'grant itself access to the databases that it discovers, by editing its own inline policies',
  without: 'nothing is missing if a policy names the databases',
  neededUntil: 'boundary',
  actions: ['iam:Get{kind}Policy', 'iam:Put{kind}Policy', 'iam:Delete{kind}Policy'],
};
