import { App } from 'aws-cdk-lib';

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
