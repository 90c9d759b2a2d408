import { CATALOGUE, KINDS } from '../../../src/private/types';
import { Operation } from '../../../src/private/types/operation';

/** A service whose users have passwords that Teleport manages: what it calls on one of them. */
interface Cache {
  /** In Teleport's messages. */
  readonly title: string;
  readonly connect: string;
  readonly readTags: string;
  readonly user: (name: string) => string;
}

export const CACHES: readonly Cache[] = KINDS.map((kind) => CATALOGUE[kind]).filter(({ users }) => users.secretService !== undefined)
  .map(({ title, users, operations: { connect = [], manageUsers = [] } }) => {
    const login = connect.find(({ resources = [] }) => resources.some(({ parts }) => parts.includes(users.name!)))!;
    const [before] = login.resources!.find(({ parts }) => parts.includes(users.name!))!.parts;
    const { service } = login.resources![0];
    const isOfUsers = ({ resources = [], onlyTagged }: Operation) => resources.length > 0 && onlyTagged === undefined;
    return {
      title,
      connect: login.actions[0],
      readTags: manageUsers.find(isOfUsers)!.actions[0],
      user: (name) => `arn:*:${service}:*:*:${before}${name}`,
    };
  });

/** A pattern for their names. */
export const TITLES = CACHES.map(({ title }) => title).join('|');
