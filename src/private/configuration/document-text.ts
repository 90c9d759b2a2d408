import { captureStackTrace, IResolvable, IResolveContext, Stack, Token } from 'aws-cdk-lib';

/** The text of a document: a token of its own, so that it is found where it was put. */
export class DocumentText implements IResolvable {
  public readonly creationStack = captureStackTrace();

  constructor(private readonly stack: Stack, private readonly content: unknown) {}

  public resolve(context: IResolveContext): unknown {
    return context.resolve(this.stack.toJsonString(this.content));
  }

  public toString(): string {
    return Token.asString(this, { displayHint: 'TeleportDocument' });
  }
}
