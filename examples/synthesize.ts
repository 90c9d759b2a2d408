/** Synthesizes every example in one process: `synthesize.ts OUT`. Each gets the folder of its name in OUT, as the CDK CLI would give it one. */
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const out = resolve(process.argv[2]);
const apps = readdirSync(__dirname, { encoding: 'utf8', recursive: true }).filter((file) => file.endsWith('app.ts') && !file.includes('node_modules'));

async function synthesize(): Promise<void> {
  for (const app of apps.sort()) {
    process.env.CDK_OUTDIR = join(out, dirname(app));
    await import(join(__dirname, app));
  }
}

process.setMaxListeners(0); // each app would synthesize once more at the end
void synthesize();
