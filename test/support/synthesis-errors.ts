import { App } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** What synthesis refuses, without the path of whoever validates. */
export function synthesisErrors(app: App): string[] {
  try {
    app.synth();
    return [];
  } catch (error) {
    const [first, ...lines] = (error as Error).message.split('\n');
    if (!first.startsWith('Validation failed')) {
      throw error;
    }
    return lines.map((line) => line.trim().replace(/^\[.*?\] /, ''));
  }
}

/** What the validation of an app refuses: without the rest of the synthesis, which takes most of the time where there are many stacks. */
export function validationErrors({ node: { root } }: IConstruct): string[] {
  return root.node.findAll().flatMap(({ node }) => node.validate()); // the root first, as CDK does
}
