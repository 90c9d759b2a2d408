import { Problem } from '../problem';
import type { Identity } from './declare/viewpoint';

const IDENTITY = /^(?:arn:(aws[a-z-]*):iam::(\d{12}):)?(role|user)\/((?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64})$/;

/** `role/NAME` or `user/NAME`, with a path or without, or the whole ARN. */
export function identity(as: string | undefined, what = '--as'): (Identity & { readonly partition?: string }) | undefined {
  if (as === undefined) {
    return undefined;
  }
  const [, partition, account, kind, name] = IDENTITY.exec(as) ?? [];
  if (kind !== 'role' && kind !== 'user') {
    throw new Problem(`${what} must be role/NAME or user/NAME; got ${JSON.stringify(as)}`, what === '--as' ? 2 : 1);
  }
  return { kind, name, account, partition };
}

/** What an option says, or the ARN after `--as` in its place. */
export function agreed(option: string, given: string | undefined, ofArn: string | undefined): string | undefined {
  if (given !== undefined && ofArn !== undefined && given !== ofArn) {
    throw new Problem(`${option} must be ${ofArn}, which the ARN after --as has; got ${JSON.stringify(given)}; leave one of them out`, 2);
  }
  return given ?? ofArn;
}

/** What an option says, which must have the form that AWS prescribes. */
export function ruled(option: string, given: string | undefined, { pattern, shape }: { readonly pattern: RegExp; readonly shape: string }):
string | undefined {
  if (given !== undefined && !pattern.test(given)) {
    throw new Problem(`${option} must be ${shape}; got ${JSON.stringify(given)}`, 2);
  }
  return given;
}

/** What follows `NAME=`, by the name. */
export function keyedTexts(option: string, values: readonly string[] = []): Map<string, string> {
  const keyed = values.map((value) => {
    const [, key, text] = /^([^=]+)=(.*)$/s.exec(value) ?? [];
    if (key === undefined) {
      throw new Problem(`${option} must be NAME=VALUE; got ${JSON.stringify(value)}`, 2);
    }
    return [key, text] as const;
  });
  const twice = keyed.find(([key], index) => keyed.findIndex(([other]) => other === key) !== index);
  if (twice !== undefined) {
    throw new Problem(`${option} has ${twice[0]} twice`, 2);
  }
  return new Map(keyed);
}

/** The same, for several values between commas. */
export function keyedLists(option: string, values: readonly string[] = []): Map<string, readonly string[]> {
  return new Map([...keyedTexts(option, values)].map(([key, text]) => [key, text.split(',').filter((item) => item !== '')]));
}
