import { JsonObject } from './json';

/** A resource of a template. */
export interface Resource {
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  /** The condition of the template under which it exists. */
  readonly condition?: string;
}

/** Where a template is deployed, as far as the manifest says. */
export interface Place {
  readonly account?: string;
  readonly region?: string;
}

/** A template of a cloud assembly. One that several nested stacks have is there for each of them. */
export interface Template extends Place {
  /** Where it is, for messages. */
  readonly file: string;
  /** Equal for the same template in the same nested stack. */
  readonly key: string;
  /** What the app calls its stack: the path of the construct. */
  readonly stack: string;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: JsonObject;
  /** What functions of CloudFormation look into. */
  readonly parameters: JsonObject;
  readonly conditions: JsonObject;
  readonly mappings: JsonObject;
  /** Macros, which may change anything. */
  readonly transform: unknown;
  /** Functions in place of resources. */
  readonly macros: JsonObject;
  /** The template that has this one as a nested stack, the id that it has there, and what is handed down. */
  readonly parent?: { readonly template: Template; readonly id: string; readonly parameters: JsonObject };
}
