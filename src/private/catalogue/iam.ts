import { Operation } from './operation';

export const assumeRoles: Operation = {
  sid: 'AssumeRoles',
  reason: 'become the role that is the database user, or that opens another account',
  without: 'none of the databases behind these roles can be reached',
  since: 'boundary',
  actions: ['sts:AssumeRole'],
};
export const tagSessions: Operation = {
  sid: 'TagSessions',
  reason: 'hand exactly these session tags to these roles',
  without: 'the roles refuse sessions with tags',
  since: 'boundary',
  actions: ['sts:TagSession'],
};

/** What Teleport calls to edit its own inline policies; `{kind}` is `Role` or `User`. */
export const selfGrant: Operation = {
  sid: 'SelfGrant',
  reason: 'grant itself access to the databases that it discovers, in its own inline policies',
  without: 'nothing is missing when the databases are named in a connect policy',
  neededUntil: 'boundary',
  actions: ['iam:Get{kind}Policy', 'iam:Put{kind}Policy', 'iam:Delete{kind}Policy'],
};
