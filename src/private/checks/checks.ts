import { Token } from 'aws-cdk-lib';
import { NAMES, NameKind } from '../catalogue/name-rules';
import { hasWildcard } from '../aws/wildcards';

/** A name, if AWS takes it; a token passes, but not a wildcard beside it. */
export function checkName(kind: NameKind, prop: string, name: string): string {
  const { pattern, maxLength, shape } = NAMES[kind];
  const wrong = Token.isUnresolved(name)
    ? hasWildcard(name, pattern.test('*') ? '*' : undefined)
    : typeof name !== 'string' || !pattern.test(name) || name.length > maxLength;
  if (wrong) {
    throw new Error(`'${prop}' has to be ${shape}, at most ${maxLength} characters, got ${JSON.stringify(name)}`);
  }
  return name;
}

/** The same, for several. */
export function checkNames(kind: NameKind, prop: string, names: string[]): string[] {
  return checkList(prop, names, `every ${prop} has to be a word in the call: ['*'] for all`).map((name) => checkName(kind, prop, name));
}

/** A list that is known and has something in it. */
export function checkList<T>(prop: string, list: T[], wayOut: string): T[] {
  // a token list that was spread into a list still is one
  if (Array.isArray(list) ? list.some((item) => Token.isUnresolved([item])) : Token.isUnresolved(list)) {
    throw new Error(`'${prop}' cannot be a token list, as its length has to be known; give a list of strings, each of which may be a token`);
  }
  if (!Array.isArray(list)) {
    throw new Error(`'${prop}' has to be a list, got ${JSON.stringify(list)}`);
  }
  if (list.length === 0) {
    throw new Error(`'${prop}' has to name at least one, got none; ${wayOut}`);
  }
  // what an environment variable that is not set leaves behind
  if (list.some((item) => item === undefined || item === null)) {
    throw new Error(`'${prop}' has to be a list of values, got ${JSON.stringify(list.map((item) => String(item)))}`);
  }
  return list;
}

/** Values that a class of this library made, which has checked what they hold: TypeScript takes any object with the same attributes for one. */
export function checkMade(prop: string, values: readonly unknown[], isMade: (value: unknown) => boolean, maker: string): void {
  if (!values.every(isMade)) {
    throw new Error(`'${prop}' has to have values that ${maker} makes, of this copy of the library, got another object`);
  }
}

/** A string such as 'false', from the context or an environment variable, would count as true. */
export function checkFlag(prop: string, flag: boolean | undefined): void {
  if (flag !== undefined && typeof flag !== 'boolean') {
    throw new Error(`'${prop}' has to be true or false, got ${JSON.stringify(flag)}`);
  }
}

const REGION = /^(?:[a-z]{2}|us-gov|us-iso[a-z]?|eu-iso[a-z]?|eusc-[a-z]{2})-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d{1,2}$/;

/** Region names by what they start with; the first that fits. */
const PARTITIONS: readonly (readonly [prefix: RegExp, partition: string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^eusc-/, 'aws-eusc'],
  [/^/, 'aws'],
];

export const partitionOf = (region: string) => PARTITIONS.find(([prefix]) => prefix.test(region))![1];

/** Regions that exist as far as their names tell, or all. */
export function checkRegions(prop: string, regions: string[]): string[] {
  checkList(prop, regions, 'leave it out for the region of the stack, or give [\'*\'] for all');
  if (regions.includes('*') && regions.length > 1) {
    throw new Error(`'${prop}' has to be ['*'] alone or a list of regions, got ${JSON.stringify(regions)}`);
  }
  const wrong = regions.find((region) => region !== '*' && !isRegion(region));
  if (wrong !== undefined) {
    throw new Error(`'${prop}' has to name AWS regions such as eu-west-1, or be ['*'], got ${JSON.stringify(wrong)}`);
  }
  return regions;
}

/** The region of a single thing. */
export function checkRegion(prop: string, region: string): string {
  if (!isRegion(region)) {
    throw new Error(`'${prop}' has to be an AWS region such as eu-west-1, got ${JSON.stringify(region)}; leave it out for the region of the stack`);
  }
  return region;
}

function isRegion(region: string): boolean {
  return Token.isUnresolved(region) ? !hasWildcard(region) : REGION.test(region);
}

/** Regions of one partition: that of the stack, if it is known. */
export function checkPartition(prop: string, regions: readonly string[], stackRegion: string): void {
  const known = regions.filter((region) => region !== '*' && !Token.isUnresolved(region));
  const partitions = new Set([...known, ...Token.isUnresolved(stackRegion) ? [] : [stackRegion]].map(partitionOf));
  if (partitions.size > 1) {
    throw new Error(`'${prop}' has to name regions of one partition, that of the stack, got ${JSON.stringify(known)} in `
      + `${[...partitions].join(' and ')}; define a stack for each partition`);
  }
}

const TAG_KEY = /^[\p{L}\p{N} _.:/=+@-]{1,128}$/u;
const TAG_VALUE = /^[\p{L}\p{N} _.:/=+@*-]{0,256}$/u;
const IN_POLICIES = /^[\u0020-\u00ff]*$/;

/** Tags of a matcher that IAM can express as conditions, without those that are none: `*: [*]`. */
export function checkTags(prop: string, tags: { [key: string]: string[] }): { [key: string]: string[] } {
  const entries = Object.entries(tags);
  checkList(prop, entries, 'leave it out for all databases');
  for (const [key, values] of entries) {
    const shown = JSON.stringify({ [key]: values });
    checkList(`${prop}.${key}`, values, 'give [\'*\'] for any value');
    if (Token.isUnresolved(key) || ((key !== '*') && !(TAG_KEY.test(key) && IN_POLICIES.test(key))) || (key === '*' && values.some((value) => value !== '*'))) {
      throw new Error(`'${prop}' has to have tag keys that IAM can write as a condition (1 to 128 letters, digits, spaces and _.:/=+-@ up to U+00FF, no token), `
        + `or be {"*":["*"]}, got ${shown}`);
    }
    const wrong = values.find((value) => Token.isUnresolved(value)
      ? hasWildcard(value, '*')
      : typeof value !== 'string' || !TAG_VALUE.test(value) || !IN_POLICIES.test(value));
    if (wrong !== undefined) {
      throw new Error(`'${prop}' has to have tag values that IAM can write as a condition (up to 256 letters, digits, spaces and _.:/=+-@ up to U+00FF, `
        + `* for any characters; no regular expression), got ${JSON.stringify(wrong)} in ${shown}`);
    }
  }
  return Object.fromEntries(entries.filter(([key]) => key !== '*'));
}

const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

export function checkExternalId(prop: string, externalId: string | undefined): string | undefined {
  if (externalId !== undefined && (Token.isUnresolved(externalId) ? hasWildcard(externalId) : typeof externalId !== 'string' || !EXTERNAL_ID.test(externalId))) {
    throw new Error(`'${prop}' has to be 2 to 1224 letters, digits or _+=,.@:/- as STS has it, got ${JSON.stringify(externalId)}`);
  }
  return externalId;
}

/** Session tags within the limits of STS, and of what a policy can say. */
export function checkSessionTags(prop: string, tags: { [key: string]: string } | undefined): { [key: string]: string } | undefined {
  const entries = Object.entries(tags ?? {});
  if (tags !== undefined && (entries.length === 0 || entries.length > 50)) {
    throw new Error(`'${prop}' has to have 1 to 50 tags, got ${entries.length}; leave it out for none`);
  }
  const wrong = entries.find(([key, value]) => Token.isUnresolved(key) || !TAG_KEY.test(key) || !IN_POLICIES.test(key) || /^aws:/i.test(key)
    || hasWildcard(value) || (!Token.isUnresolved(value) && (typeof value !== 'string' || !TAG_VALUE.test(value) || !IN_POLICIES.test(value))));
  if (wrong !== undefined) {
    throw new Error(`'${prop}' has to have keys of 1 to 128 and values of up to 256 letters, digits, spaces or _.:/=+-@ up to U+00FF, no token as a key and none `
      + `that starts with aws:, got ${JSON.stringify(Object.fromEntries([wrong]))}`);
  }
  return tags;
}
