import { IResolvable, IResolveContext, Stack, Token } from 'aws-cdk-lib';
import { COPY, fold } from '../../tokens/intrinsic';

/** What JSON leaves as it is, and YAML does not take within quotes, or takes for the end of a line. */
const NOT_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** The text of a document. It is a token of its own, so the size check can find where it was put. */
export class DocumentText implements IResolvable {
  /** Where it was made: of no use here, and CDK's own function for it is not in every version. */
  public readonly creationStack: string[] = [];

  constructor(private readonly stack: Stack, private readonly content: unknown) {}

  public resolve(context: IResolveContext): unknown {
    return escaped(context.resolve(this.stack.toJsonString(this.content)));
  }

  public toString(): string {
    return Token.asString(this, { displayHint: 'TeleportDocument' });
  }
}

/** JSON that is YAML too, in which CloudFormation may put values together. */
function escaped(value: unknown): unknown {
  const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return fold(value, { ...COPY, literal: (text) => typeof text === 'string' ? text.replace(NOT_IN_YAML, escape) : text });
}
