import type { Program } from './declare/code';
import type { Format } from './format/formats';
import { json } from './format/json';
import { policiesIn, Template } from './format/policies';
import type { Remarks } from './remarks';
import { synthesized } from './synthesize';

const WRITERS: Readonly<Record<Format, (template: Template, program: Program) => string>> = {
  json: (template) => json(policiesIn(template)),
};

/** The whole output, in a format. It is synthesized in each, so nothing is printed that the library would refuse. Loads CDK. */
export function outputOf(program: Program, format: Format, remarks: Remarks): string {
  return WRITERS[format](synthesized(program, remarks), program);
}
