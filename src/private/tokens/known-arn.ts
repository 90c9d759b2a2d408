import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import type { PartialText } from './partial-text';

/** What an ARN says literally: parts that are tokens are absent. */
export interface KnownArn {
  readonly partition?: string;
  readonly region?: string;
  readonly account?: string;
}

export function knownArn(arn: string): KnownArn {
  const { partition, region, account } = Arn.split(arn, ArnFormat.NO_RESOURCE_NAME);
  return { partition: known(partition), region: known(region), account: known(account) };
}

/** What an ARN says that was resolved for a stack. An opaque gap may contain colons, so what follows it is ignored. */
export function knownArnOf(pieces: PartialText, { region, account }: Stack): KnownArn {
  const filled: { readonly [label: string]: string } = { 'AWS::Region': region, 'AWS::AccountId': account };
  const opaque = pieces.findIndex((piece) => typeof piece !== 'string' && piece.like === undefined);
  const before = pieces.slice(0, opaque < 0 ? undefined : opaque)
    .map((piece) => typeof piece === 'string' ? piece : filled[piece.label] ?? NOT_KNOWN);
  const parts = [...before, opaque < 0 ? '' : NOT_KNOWN].join('').split(':')
    .map((part) => part.includes(NOT_KNOWN) || Token.isUnresolved(part) ? undefined : part);
  return { partition: parts[1], region: parts[3], account: parts[4] };
}

/** No ARN has this character. */
const NOT_KNOWN = '\u0000';
const known = (part: string | undefined) => part === undefined || Token.isUnresolved(part) ? undefined : part;
