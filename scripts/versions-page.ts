// Writes docs/versions.md, which the table of features and versions-page.md make: `npx projen versions-page`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Feature } from '../src/private/configuration/versions/feature';
import { FEATURES } from '../src/private/configuration/versions/features';

const HEAD = ['what', 'since', 'read by', 'an older one', 'source'];

/** The whole page. */
export function versionsPage(): string {
  return readFileSync(join(__dirname, 'versions-page.md'), 'utf8').replace('<!-- features -->', () => tableOf(FEATURES));
}

const tableOf = (features: readonly Feature[]) => [HEAD, HEAD.map(() => '---'), ...features.map(rowOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function rowOf({ title, since, reader, older, source, certainty, isDangerous }: Feature): string[] {
  const releases = since.join(', ');
  return [title, certainty === 'read' ? releases : `*${releases}*`, reader, isDangerous ? `**${older}**` : older, source];
}

if (require.main === module) {
  writeFileSync(join(__dirname, '..', 'docs', 'versions.md'), versionsPage());
}
