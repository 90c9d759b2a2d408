import { IResolvable, IResolveContext, Stack, Token } from 'aws-cdk-lib';

/** The text of a document. It is a token of its own, so the size check can find where it was put. */
export class DocumentText implements IResolvable {
  /** Where it was made: of no use here, and CDK's own function for it is not in every version. */
  public readonly creationStack: string[] = [];

  constructor(private readonly stack: Stack, private readonly content: unknown) {}

  public resolve(context: IResolveContext): unknown {
    return context.resolve(this.stack.toJsonString(this.content));
  }

  public toString(): string {
    return Token.asString(this, { displayHint: 'TeleportDocument' });
  }
}
