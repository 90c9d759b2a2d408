import { Dirent, readdirSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { JsonObject, objectOr, textOr } from './json';
import { readJson } from './read-json';
import { Problem } from '../../problem';

const TEMPLATE = /\.template\.json$/;

/** A template, and what the manifest beside it says of its stack. */
export interface TemplateFile {
  readonly file: string;
  /** Absent for nested stacks and stack sets, which are not in the manifest. */
  readonly stack?: { readonly name: string; readonly account?: string; readonly region?: string; readonly parameters: JsonObject };
}

/** Every template of a cloud assembly: those that the manifest names, and what else looks like one. */
export function templateFilesIn(folder: string): TemplateFile[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const manifest = entries.some(({ name }) => name === 'manifest.json') ? readJson(join(folder, 'manifest.json')) : {};
  const artifacts = Object.entries(objectOr(manifest.artifacts)).map(([id, artifact]) => ({ id, artifact: objectOr(artifact) }));
  const named = new Map(artifacts.flatMap(({ id, artifact }) => {
    const { templateFile, directoryName } = objectOr(artifact.properties);
    if (typeof directoryName === 'string') {
      check(folder, directoryName, id, entries, (entry) => entry.isDirectory());
    }
    return typeof templateFile !== 'string' ? []
      : [[check(folder, templateFile, id, entries, (entry) => entry.isFile()), stackOf(id, artifact)] as const];
  }));
  const others = entries.filter((entry) => TEMPLATE.test(entry.name) && !named.has(entry.name));
  const stages = entries.filter((entry) => entry.isDirectory() && !/^asset\.|^node_modules$/.test(entry.name));
  return [
    ...[...named].map(([name, stack]) => ({ file: join(folder, name), stack })),
    ...others.filter((entry) => isReadable(folder, entry)).map(({ name }) => ({ file: join(folder, name) })),
    ...stages.flatMap(({ name }) => templateFilesIn(join(folder, name))),
  ];
}

/** What the manifest names must be there, in the folder itself: nothing is left out in silence. */
function check(folder: string, path: string, id: string, entries: readonly Dirent[], isRight: (entry: Dirent) => boolean): string {
  const name = normalize(path);
  const entry = entries.find((one) => one.name === name);
  if (entry === undefined || !isRight(entry)) {
    const what = entry === undefined ? 'missing' : entry.isSymbolicLink() ? 'a symbolic link' : 'of another kind';
    throw new Problem(`${join(folder, name)}, which the manifest names for ${id}, is ${what}; `
      + 'synthesize the app again, and name its folder');
  }
  return name;
}

function isReadable(folder: string, entry: Dirent): boolean {
  if (entry.isSymbolicLink()) {
    throw new Problem(`${join(folder, entry.name)} is a symbolic link; synthesize the app again, and name its folder`);
  }
  return entry.isFile();
}

function stackOf(id: string, { displayName, environment, properties }: JsonObject): NonNullable<TemplateFile['stack']> {
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(textOr(environment) ?? '') ?? [];
  const known = (text: string | undefined) => text?.startsWith('unknown-') ? undefined : text;
  return {
    name: textOr(displayName) ?? id,
    account: known(account),
    region: known(region),
    parameters: objectOr(objectOr(properties).parameters),
  };
}
