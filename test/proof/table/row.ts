/**
 * A call to AWS, or several. Filled in for every configuration: `{p}` partition, `{r}` region, `{r2}` another region, `{a}` account,
 * `{b}` another account, `{self}` the agent's own ARN, `{boundary}` the ARN of its boundary, `{kind}` role or user, `{suffix}` the DNS suffix.
 */
export interface Call {
  /** One or more, with spaces between them. */
  readonly actions: string;
  /** An ARN without its `arn:{p}:`. */
  readonly on: string;
  /** The values of condition keys. */
  readonly given?: { readonly [key: string]: string | readonly string[] };
}

/** What a configuration asks for, in words. */
export type Wish =
  | 'list instances'
  | 'list clusters'
  | 'list proxies'
  | 'read proxy tags'
  | 'list redshift'
  | 'list workgroups'
  | 'read workgroups'
  | 'list replication groups'
  | 'read cache tags'
  | 'read cache networks'
  | 'list serverless caches'
  | 'read serverless caches'
  | 'list memorydb'
  | 'read memorydb tags and networks'
  | 'list domains'
  | 'describe domains'
  | 'describe the domain'
  | 'modify instances'
  | 'modify clusters'
  | 'modify whatever its tags'
  | 'modify the instance'
  | 'open the instance'
  | 'open the cluster'
  | 'open the proxy'
  | 'open every rds'
  | 'open every instance'
  | 'open every cluster'
  | 'open every proxy'
  | 'open abroad'
  | 'open the warehouse'
  | 'open every warehouse'
  | 'open pairs of a warehouse'
  | 'list cache users'
  | 'open the cache'
  | 'open the serverless cache'
  | 'open every replication group'
  | 'open every serverless cache'
  | 'list memorydb users'
  | 'open memorydb'
  | 'open every memorydb'
  | 'manage cache users'
  | 'manage memorydb users'
  | 'default store of caches'
  | 'default store of memorydb'
  | 'own store of caches'
  | 'own store of memorydb'
  | 'own key'
  | 'become with external id'
  | 'become with tags'
  | 'become analyst'
  | 'become remote'
  | 'become in the organization'
  | 'edit itself'
  | 'edit itself unbounded'
  | 'be any role of its boundary'
  // what a boundary holds besides
  | 'grant itself elsewhere'
  | 'open rds anywhere'
  | 'open warehouses anywhere'
  | 'open caches anywhere'
  | 'open memorydb anywhere'
  // where, and how strictly
  | 'second region'
  | 'everywhere'
  | 'as documented';

export interface Row {
  /** Completes "an agent can ...". */
  readonly can: string;
  /** It can if its configuration asks for any of these. */
  readonly when: readonly Wish[];
  readonly calls: readonly Call[];
  /** What such an agent, and every other one, cannot do: one step from what it can. */
  readonly cannot: readonly Denied[];
}

export interface Denied {
  /** Completes "but not ...". */
  readonly but: string;
  readonly calls: readonly Call[];
  /** Open, of those that can, to a configuration that asks for any of these. */
  readonly unless?: readonly Wish[];
}

/** Regions that were not named. */
export const ELSEWHERE: readonly Wish[] = ['second region', 'everywhere', 'as documented'];

/** The ARN of a secret, with the characters that Secrets Manager appends to names. */
export const secret = (name: string, region = '{r}', account = '{a}'): string => `secretsmanager:${region}:${account}:secret:${name}-AbCdEf`;
