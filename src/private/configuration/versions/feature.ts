/** A part of a document that a version of Teleport may not know. */
export type Part = 'teleport.yaml' | 'matcher' | 'database' | 'token rule' | 'token' | 'role' | 'discovery_config' | 'integration';

/** Who reads a part: an older one of them is enough to lose it. */
export type Reader = 'agent' | 'Auth Service and tctl' | 'Auth Service, tctl and agent';

/** What documents contain and not every Teleport knows. The page of versions lists it, and `teleportVersion` is held against it. */
export interface Feature {
  /** What it is, for the page and for messages, in Markdown. */
  readonly title: string;
  readonly part: Part;
  /** The keys that the part must have, by path, and what their values look like. All of them must be there. */
  readonly keys: { readonly [path: string]: RegExp };
  /** Keys that the part must not have. */
  readonly without?: readonly string[];
  readonly reader: Reader;
  /** The first release that knows it, of each major version that got it later than its first release. */
  readonly since: readonly string[];
  /** What an older one does, as the end of a sentence: "an older Teleport ...". */
  readonly older: string;
  /** What the releases are read from. */
  readonly source: string;
  /** `inferred`: no release notes name it, so the release is a conclusion from pull requests and sources. */
  readonly certainty: 'read' | 'inferred';
  /** An older Teleport would let more in than is written, so the version must be stated. */
  readonly isDangerous?: true;
}

/** Any value. */
export const ANY = /^[^]*$/;
