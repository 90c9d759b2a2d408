import { Aws, IResolvable, Token, Tokenization } from 'aws-cdk-lib';

/** A part of a text that is not known, and who knows it. */
export interface Gap {
  /** What messages call it, such as `AWS::Region` or the path of a parameter. */
  readonly label: string;
  /** A text that it is like, where AWS gives it. */
  readonly like?: string;
  /** Set if CloudFormation drops what it stands in, such as a condition: no text at all. */
  readonly isAbsent?: true;
  /** Set if it is chosen at deployment. */
  readonly isSetAtDeployment?: true;
  /** Where it comes from as it is: an attribute of a resource of the app, or its `Ref`. */
  readonly source?: { readonly resourceType: string; readonly attribute: string };
  /** The pattern that CloudFormation checks it against then. */
  readonly allowedPattern?: string;
}

/** A text, part by part. */
export type PartialText = readonly (string | Gap)[];

const LIKE: { readonly [ref: string]: string } = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '123456789012',
  'AWS::URLSuffix': 'amazonaws.com',
  'Fn::GetAZs': 'eu-west-1a', // which is no region
};

const PSEUDO_TOKENS = new Map([
  [Aws.PARTITION, 'AWS::Partition'], [Aws.REGION, 'AWS::Region'], [Aws.ACCOUNT_ID, 'AWS::AccountId'], [Aws.URL_SUFFIX, 'AWS::URLSuffix'],
]);

/** Whether a text is one that CloudFormation fills in, the same token in every stack. */
export const isPseudoParameter = (text: string): boolean => PSEUDO_TOKENS.has(text);

/** What AWS fills in: a pseudo parameter, or an attribute of a resource. */
export const fromAws = (label: string): Gap => ({ label, like: LIKE[label] });

/** Whether the text is a single token, such as an attribute of a database: then nothing is known of it. */
export const isTokenOnly = (text: string): boolean => /^\$\{Token\[[^\]]*\]\}$/.test(text) && !isPseudoParameter(text);

/** What `StringParameter.valueFromLookup()` gives until the CLI has looked it up and synthesizes the app again. */
const NOT_LOOKED_UP = /(dummy-value-for-[\w./-]+)/;

export const isNotLookedUp = (text: string): boolean => NOT_LOOKED_UP.test(text);

/** A text that is known but for what is looked up. */
export const partialTextAroundLookup = (text: string): PartialText =>
  text.split(NOT_LOOKED_UP).map((piece, index) => index % 2 === 0 ? piece : { label: piece });

/** A text as the app gives it. Its tokens are unknown, except for pseudo parameters. */
export function partialTextOf(text: string): PartialText {
  const mapToken = (token: IResolvable): Gap => fromAws(PSEUDO_TOKENS.get(Token.asString(token)) ?? 'token');
  return [Tokenization.reverseString(text).mapTokens({ mapToken }).join({ join: (left, right) => [left, right].flat() })].flat();
}

/** As messages show it. */
export function readablePartialText(pieces: PartialText): string {
  return pieces.map((piece) => typeof piece === 'string' ? piece : `<${piece.label}>`).join('');
}
