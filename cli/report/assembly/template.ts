import { JsonObject } from './json';

/** A resource of a template. */
export interface Resource {
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  /** The condition of the template under which it exists. */
  readonly condition?: string;
}

/** A template of a cloud assembly. Nested stacks learn last where they are. */
export interface Template {
  /** Where it is, for messages. */
  readonly file: string;
  /** What the app calls its stack: the path of the construct. */
  stack: string;
  account?: string;
  region?: string;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: JsonObject;
  /** The template that has this one as a nested stack, the id that it has there, and what is handed down. */
  parent?: { readonly template: Template; readonly id: string; readonly parameters: JsonObject };
}
