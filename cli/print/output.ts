import type { Program } from './declare/code';
import type { Format } from './format/formats';
import { policiesIn, Policy, Template } from './format/policies';
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

/** The documents, one after the other, each for a policy of its own. */
const json = (policies: readonly Policy[]) =>
  policies.map(({ statements }) => indented({ Version: '2012-10-17', Statement: statements })).join('');

/** A template, as the CLI of AWS deploys it. */
const cloudformation = ({ Resources }: Template) => indented({ AWSTemplateFormatVersion: '2010-09-09', Resources });

const indented = (value: object) => `${JSON.stringify(value, undefined, 2)}\n`;
