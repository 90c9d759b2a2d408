import { Denial, POLICIES } from '../denial';

/** A way in which a refusal is worded. */
export interface Reader {
  readonly pattern: RegExp;
  readonly read: (groups: { readonly [name: string]: string | undefined }) => Denial[];
}

/** Stands where a message was that has been read: what follows it belongs to it. */
export const READ = '\u0001';
export const ARN = 'arn:[^\\s"\'`\\\\<>,]+';
/** AWS writes `identity-based` and, in some services, `identity based`. */
export const POLICY = POLICIES.map((kind) => kind.replace('role trust', '(?:role )?trust').replace('-based', '[- ]based')).join('|');

export const pattern = (...parts: readonly string[]) => new RegExp(parts.join(''), 'gi');

export const ended = (text: string | undefined) => text?.replace(/[.,;:)\]}]+$/, '');
