import { Stack } from 'aws-cdk-lib';
import { dataOf } from '../private/configuration/document/document-content';
import { DocumentText } from '../private/configuration/document/document-text';

/**
 * A part of Teleport's configuration, or resources for Teleport's `tctl create`: as data, and as text.
 *
 * Either may contain tokens: use it in the same app, such as in user data, an SSM parameter, an output or the values of a Helm chart.
 */
export class TeleportDocument {
  /** @internal */
  public static _of(stack: Stack, value: object): TeleportDocument {
    return new TeleportDocument(dataOf(value), (document) => new DocumentText(stack, document).toString());
  }

  /**
   * The document as data: a map, or a list of maps if there is one resource for each database. Tokens stay tokens, and every value that
   * Teleport reads as text stays text, such as an account ID that starts with a zero.
   */
  public readonly content: any;

  private constructor(content: unknown, private readonly json: (document: object) => string) {
    this.content = content;
  }

  /**
   * The document as YAML: one line of JSON, which is YAML, so it can be the value of a key at any indentation. A list becomes a stream of
   * documents, each after a line with three hyphens. Tokens are always in quotes.
   *
   * Synthesis fails for a CloudFormation parameter that could contain quotes, backslashes or line breaks, because CloudFormation does not
   * escape them: give such a parameter a pattern.
   */
  public toYaml(): string {
    return Array.isArray(this.content)
      ? this.content.map((document: object) => `---\n${this.json(document)}\n`).join('')
      : this.json(this.content);
  }
}
