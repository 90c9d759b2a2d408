import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { TemplateFile, templateFilesIn } from './files';
import { isObject, JsonObject, objectOr, textOr } from './json';
import { readJson } from './read-json';
import { Resource, Template } from './template';
import { Problem } from '../../problem';

/** CloudFormation takes 2,000 stacks in an account. */
const MOST_TEMPLATES = 10_000;

/** Every template of a cloud assembly by the name of its stack: those of stacks, nested stacks, stack sets and stages. */
export function readAssembly(folder: string): Template[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Problem(`${folder} is not a folder; name the one that 'cdk synth' wrote, which is cdk.out unless the app says otherwise`, 2);
  }
  const templates = templateFilesIn(folder).map(readTemplate);
  if (templates.length === 0) {
    throw new Problem(`${folder} has no templates, which end with .template.json; name the folder that 'cdk synth' wrote`, 2);
  }
  const byFile = new Map(templates.map((template) => [template.file, template]));
  const nested = new Set(templates.flatMap((template) => nestedIn(template, byFile).map(({ child }) => child)));
  const all = templates.filter((template) => !nested.has(template));
  for (let index = 0; index < all.length; index += 1) { // those of nested stacks are added
    all.push(...nestedIn(all[index], byFile).map(({ id, resource, child }) => within(all[index], id, resource, child)));
    checkNumber(all, folder);
  }
  const circle = templates.find(({ file }) => !all.some((one) => one.file === file));
  if (circle !== undefined) {
    throw new Problem(`${circle.file} is nested in itself, which CloudFormation does not deploy; synthesize the app again`);
  }
  return all.sort((one, other) => one.stack < other.stack ? -1 : 1);
}

function checkNumber({ length }: readonly Template[], folder: string): void {
  if (length > MOST_TEMPLATES) {
    throw new Problem(`${folder} has more than ${MOST_TEMPLATES.toLocaleString('en-US')} stacks, nested ones included; name one assembly`);
  }
}

function readTemplate({ file, stack }: TemplateFile): Template {
  const { Resources = {}, Outputs, Parameters, Conditions, Mappings, Transform } = readJson(file);
  if (!isObject(Resources)) {
    throw new Problem(`'Resources' in ${file} must be an object; synthesize the app again`);
  }
  const written = Object.entries(Resources);
  return {
    file,
    key: file,
    stack: stack?.name ?? basename(file).replace(/(\.nested|\.stackset)?\.template\.json$/, ''),
    account: stack?.account,
    region: stack?.region,
    resources: new Map(written.filter(([id]) => !id.startsWith('Fn::')).map(([id, resource]) => [id, resourceOf(resource)])),
    macros: Object.fromEntries(written.filter(([id]) => id.startsWith('Fn::'))),
    outputs: objectOr(Outputs),
    parameters: withValues(objectOr(Parameters), stack?.parameters ?? {}),
    conditions: objectOr(Conditions),
    mappings: objectOr(Mappings),
    transform: Transform,
  };
}

/** What the manifest gives to a stack is taken for the default. */
function withValues(parameters: JsonObject, values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(parameters).map(([name, parameter]) =>
    [name, Object.hasOwn(values, name) ? { ...objectOr(parameter), Default: values[name] } : parameter]));
}

function resourceOf(value: unknown): Resource {
  const { Type, Properties, Metadata, Condition } = objectOr(value);
  return { type: textOr(Type) ?? '', properties: objectOr(Properties), metadata: objectOr(Metadata), condition: textOr(Condition) };
}

interface Nested { readonly id: string; readonly resource: Resource; readonly child: Template }

/** The nested stacks of a template that CDK wrote beside it. */
function nestedIn({ file, resources }: Template, byFile: ReadonlyMap<string, Template>): Nested[] {
  return [...resources].flatMap(([id, resource]) => {
    const path = resource.type === 'AWS::CloudFormation::Stack' ? textOr(resource.metadata['aws:asset:path']) : undefined;
    if (path === undefined) {
      return [];
    }
    const beside = join(dirname(file), basename(path));
    const child = byFile.get(beside);
    if (child === undefined && /\.template\.json$/.test(path)) {
      throw new Problem(`${beside}, the template of the nested stack ${id} in ${file}, is missing; synthesize the app again`);
    }
    return child === undefined ? [] : [{ id, resource, child }];
  });
}

/** A nested stack is where its parent is. */
function within(template: Template, id: string, { properties, metadata }: Resource, child: Template): Template {
  for (let above: Template | undefined = template; above !== undefined; above = above.parent?.template) {
    if (above.file === child.file) {
      throw new Problem(`${child.file} is nested in itself, which CloudFormation does not deploy; synthesize the app again`);
    }
  }
  return {
    ...child,
    key: `${template.key} ${id}`,
    account: template.account,
    region: template.region,
    stack: textOr(metadata['aws:cdk:path'])?.replace(/\.NestedStack\/.*$/, '') ?? child.stack,
    parent: { template, id, parameters: objectOr(properties.Parameters) },
  };
}
