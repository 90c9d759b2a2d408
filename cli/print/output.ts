import type { Program } from './declare/code';
import { cloudformation } from './format/cloudformation';
import type { Format } from './format/formats';
import { json } from './format/json';
import { policiesIn, Template } from './format/policies';
import { terraform } from './format/terraform';
import { typescript } from './format/typescript';
import type { Remarks } from './remarks';
import { synthesized } from './synthesize';

const WRITERS: Readonly<Record<Format, (template: Template, program: Program) => string>> = {
  json: (template) => json(policiesIn(template)),
  terraform: (template) => terraform(policiesIn(template)),
  cloudformation: (template) => cloudformation(template),
  cdk: (_, program) => typescript(program),
};

/** The whole output, in a format. It is synthesized in each, so nothing is printed that the library would refuse. Loads CDK. */
export function outputOf(program: Program, format: Format, remarks: Remarks): string {
  return WRITERS[format](synthesized(program, remarks), program);
}
