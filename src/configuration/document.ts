import { Fn, Stack } from 'aws-cdk-lib';
import { dataOf } from '../private/configuration/document/document-content';
import { DocumentText } from '../private/configuration/document/document-text';
import { additionsTo, documentWith, frozen } from '../private/configuration/document/merged-document';

/** What a document is made of, and what is to be held against the version of Teleport. */
interface Parts {
  readonly stack: Stack;
  readonly derived: unknown;
  readonly check: (content: object) => void;
}

/**
 * A part of Teleport's configuration, or resources for Teleport's `tctl create`: as data, and as text.
 *
 * Either may contain tokens: use it in the same app, such as in user data, an SSM parameter, an output or the values of a Helm chart.
 *
 * @example
 * declare const teleport: TeleportAgentConfiguration;
 *
 * const token = teleport.joinToken({ name: 'database-agent' });
 * new CfnOutput(this, 'JoinToken', { value: token.toYaml() });
 */
export class TeleportDocument {
  /** @internal */
  public static _of(stack: Stack, value: object, check: (content: object) => void): TeleportDocument {
    return new TeleportDocument({ stack, derived: dataOf(value), check }, {});
  }

  private readonly data: unknown;
  private readonly json: (document: unknown) => string;
  private readonly extended: (overrides: unknown) => TeleportDocument;

  private constructor(parts: Parts, additions: { readonly [key: string]: unknown }) {
    const { stack, derived, check } = parts;
    const content = documentWith(derived, additions) as object;
    check(content);
    this.data = frozen(content);
    this.json = (document) => new DocumentText(stack, document).toString();
    this.extended = (overrides) => new TeleportDocument(parts, additionsTo(additions, overrides));
  }

  /**
   * The document as data: a map, or a list of maps if there is one resource for each database. Tokens stay tokens, and every value that
   * Teleport reads as text stays text, such as an account ID that starts with a zero.
   *
   * It cannot be changed in TypeScript and JavaScript, and is a copy in every other language: add keys by `with()`.
   */
  public get content(): any {
    return this.data;
  }

  /**
   * The document as YAML: one line of JSON, which is YAML, so it can be the value of a key at any indentation. A list becomes a stream of
   * documents, each after a line with three hyphens. Tokens are always in quotes.
   *
   * Synthesis fails for a CloudFormation parameter that could contain quotes, backslashes or line breaks, because CloudFormation does not
   * escape them: give such a parameter a pattern.
   */
  public toYaml(): string {
    return Array.isArray(this.data)
      ? this.data.map((document: object) => `---\n${this.json(document)}\n`).join('')
      : this.json(this.data);
  }

  /** The YAML in base64, as the environment variable `TELEPORT_CONFIG` of an agent has it. */
  public toBase64(): string {
    return Fn.base64(this.toYaml());
  }

  /** The document as YAML, as `toYaml()` gives it, for text that it is a part of. */
  public toString(): string {
    return this.toYaml();
  }

  /**
   * A copy with further keys, for what the policies do not tell, such as the level of the log. In a list of resources, each gets them.
   *
   * Maps are merged at every depth. Lists and other values replace those of an earlier call. Throws for a key that the document derives
   * from the policies and the options, and for what is neither text, number, boolean, list nor map.
   *
   * @param overrides - the keys to add, whose texts may be tokens
   */
  public with(overrides: { [key: string]: any }): TeleportDocument {
    return this.extended(overrides);
  }
}
