import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isObject, JsonObject, objectOr, textOr } from './json';
import { readJson } from './read-json';
import { Resource, Template } from './template';
import { Problem } from '../../problem';

const TEMPLATE = /\.template\.json$/;

/** Every template of a cloud assembly by the name of its stack: those of stacks, nested stacks, stack sets and stages. */
export function readAssembly(folder: string): Template[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Problem(`${folder} is not a folder; name the one that 'cdk synth' wrote, which is cdk.out unless the app says otherwise`, 2);
  }
  const templates = templatesIn(folder);
  if (templates.length === 0) {
    throw new Problem(`${folder} has no templates, which end with .template.json; name the folder that 'cdk synth' wrote`, 2);
  }
  templates.forEach((template) => adopt(template, templates));
  templates.forEach(inherit);
  return templates.sort((one, other) => one.stack < other.stack ? -1 : 1);
}

function templatesIn(folder: string): Template[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && TEMPLATE.test(entry.name)).map(({ name }) => name);
  const manifest = entries.some(({ name }) => name === 'manifest.json') ? readJson(join(folder, 'manifest.json')) : {};
  const stages = entries.filter((entry) => entry.isDirectory() && !/^asset\.|^node_modules$/.test(entry.name));
  return [
    ...files.map((file) => readTemplate(join(folder, file), stackIn(manifest, file))),
    ...stages.flatMap(({ name }) => templatesIn(join(folder, name))),
  ];
}

type Stack = Pick<Template, 'stack' | 'account' | 'region'>;

/** The stack of a template: nested stacks and stack sets are not in the manifest, and go by the name of their file. */
function stackIn(manifest: JsonObject, file: string): Stack {
  const found = Object.entries(objectOr(manifest.artifacts))
    .find(([, artifact]) => objectOr(objectOr(artifact).properties).templateFile === file);
  if (found === undefined) {
    return { stack: file.replace(/(\.nested|\.stackset)?\.template\.json$/, '') };
  }
  const [id, artifact] = found;
  const { displayName, environment } = objectOr(artifact);
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(textOr(environment) ?? '') ?? [];
  const known = (text: string | undefined) => text?.startsWith('unknown-') ? undefined : text;
  return { stack: textOr(displayName) ?? id, account: known(account), region: known(region) };
}

function readTemplate(file: string, stack: Stack): Template {
  const { Resources = {}, Outputs } = readJson(file);
  if (!isObject(Resources)) {
    throw new Problem(`'Resources' in ${file} must be an object; synthesize the app again`);
  }
  const resources = new Map(Object.entries(Resources).map(([id, resource]) => [id, resourceOf(resource)]));
  return { file, ...stack, resources, outputs: objectOr(Outputs) };
}

function resourceOf(value: unknown): Resource {
  const { Type, Properties, Metadata, Condition } = objectOr(value);
  return { type: textOr(Type) ?? '', properties: objectOr(Properties), metadata: objectOr(Metadata), condition: textOr(Condition) };
}

/** Tells nested stacks who their parent is. */
function adopt(template: Template, templates: readonly Template[]): void {
  const { file, resources } = template;
  for (const [id, { type, properties, metadata }] of resources) {
    const path = type === 'AWS::CloudFormation::Stack' ? textOr(metadata['aws:asset:path']) : undefined;
    const nested = path && templates.find((other) => dirname(other.file) === dirname(file) && basename(other.file) === basename(path));
    if (nested) {
      nested.parent = { template, id, parameters: objectOr(properties.Parameters) };
      nested.stack = textOr(metadata['aws:cdk:path'])?.replace(/\.NestedStack\/.*$/, '') ?? nested.stack;
    }
  }
}

/** A nested stack is where its parent is. */
function inherit(template: Template): void {
  let root = template;
  while (root.parent !== undefined) {
    root = root.parent.template;
  }
  template.account = root.account;
  template.region = root.region;
}
