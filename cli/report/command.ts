import { Command, Option } from 'commander';
import { reportOf } from './model/build';
import { Report } from './model/report';
import { paperOf } from './render/paper';
import { text } from './render/text';

const FORMATS = ['text', 'json'] as const;
type Format = typeof FORMATS[number];

const RENDERERS: { readonly [format in Format]: (report: Report) => string } = {
  text: (report) => text(report, paperOf(process.stdout, process.env)),
  json: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
};

/** `report [cdk.out]`: what the policies of this library in a cloud assembly allow, and why. */
export function reportCommand(): Command {
  return new Command('report')
    .description('Shows what the policies of this library in a cloud assembly allow, on what, if what, and why; and how full they are.')
    .argument('[folder]', 'the cloud assembly, which \'cdk synth\' writes', 'cdk.out')
    .addOption(new Option('--format <format>', 'how to show it').choices(FORMATS).default('text'))
    .addHelpText('before', 'The shortest useful call, after \'cdk synth\':\n\n  npx cdk-teleport-database-access report\n')
    .action((folder: string, { format }: { format: Format }) => {
      const report = reportOf(folder);
      process.stdout.write(RENDERERS[format](report));
    });
}
