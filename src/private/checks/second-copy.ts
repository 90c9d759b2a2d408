import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CfnElement, Resource, Stack } from 'aws-cdk-lib';
import { invalid, verbatim } from './invalid';
import { LIBRARY } from './library';

/** A class, also one that nobody can construct. */
export interface ClassOf<T> {
  readonly prototype: T;
  readonly name: string;
}

const CDK = 'aws-cdk-lib';

/** CDK knows its constructs by marks, which all copies share. The classes are those of one copy. */
const MARKED: readonly (readonly [(construct: never) => boolean, ClassOf<unknown>])[] = [
  [Resource.isResource, Resource], [CfnElement.isCfnElement, CfnElement], [Stack.isStack, Stack],
];

/**
 * Throws for a construct of another copy of aws-cdk-lib, of which nothing here would know that it is a role, a key or a database: what it
 * asks for would be lost.
 */
export function checkCopy(prop: string, given: unknown): void {
  for (const one of Array.isArray(given) ? given : [given]) {
    if (typeof one === 'object' && one !== null && MARKED.some(([isMarked, type]) => isMarked(one as never) && !isOf(type, one))) {
      throw ofSecondCopy(prop, CDK, one as object);
    }
  }
}

export const isOf = <T>(type: ClassOf<T>, value: unknown): value is T =>
  Object.prototype.isPrototypeOf.call(Object(type.prototype), Object(value));

/** What is wrong with a value of a class of this library that another copy of it made. Undefined for everything else. */
export function madeByAnotherCopy(prop: string, own: ClassOf<unknown>, value: unknown): Error | undefined {
  const isNamed = (type: ClassOf<unknown>) => {
    const { fqn = `${LIBRARY}.${type.name}` } = writtenInto(type);
    return fqn === `${LIBRARY}.${own.name}`;
  };
  return classesOf(value).some(isNamed) ? ofSecondCopy(prop, LIBRARY, Object(value)) : undefined;
}

function ofSecondCopy(prop: string, library: string, value: object): Error {
  const { path = 'a value' }: { path?: string } = Object(Reflect.get(value, 'node'));
  const own = folderOf(library === LIBRARY ? __filename : require.resolve(library), library);
  const foreign = placeOf(library, classesOf(value));
  const copy = library === LIBRARY ? `this copy of ${library}` : `the copy of ${library} that ${LIBRARY} uses`;
  return invalid(prop, `be of ${copy}, ${placed(undefined, own)}`,
    verbatim(`${path} of another copy, ${placed(foreign.version, foreign.folder)}`), remedyFor(library, own, foreign.folder));
}

/** No installation mends what is loaded twice: a folder that only one of two copies is known to be of may be that of both. */
function remedyFor(library: string, own: string | undefined, folder: string | undefined): string {
  const install = `run npm dedupe, so that one copy of ${library} is left`;
  const load = 'such as after jest.resetModules(): load everything that makes constructs anew, or nothing';
  return folder === undefined ? `${install}; if only one is installed, it was loaded twice, ${load}`
    : folder === own ? `it was loaded twice from one folder, ${load}` : install;
}

/** What jsii writes into each class that it compiles. */
interface Written {
  readonly fqn?: string;
  readonly version?: string;
}

const writtenInto = (type: object): Written =>
  Object.hasOwn(type, Symbol.for('jsii.rtti')) ? Reflect.get(type, Symbol.for('jsii.rtti')) as Written : {};

/** The class of a value, and all that it extends. */
function classesOf(value: unknown): ClassOf<unknown>[] {
  const prototype: unknown = typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : null;
  const type: unknown = Object(prototype).constructor;
  return prototype === null || typeof type !== 'function' ? [] : [type as unknown as ClassOf<unknown>, ...classesOf(prototype)];
}

/** The version and folder of the copy that a class is of, as far as they are known. */
function placeOf(library: string, classes: readonly ClassOf<unknown>[]): { readonly version?: string; readonly folder?: string } {
  const written = classes.map(writtenInto).find(({ fqn }) => fqn?.startsWith(`${library}.`));
  const isIn = (exports: unknown) => classes.some((type) => doesExport(exports, type));
  const module = Object.values(require.cache).find((one) => one !== undefined && isIn(one.exports));
  return { version: written?.version, folder: module && folderOf(module.filename, library) };
}

/** Such as `2.220.0 in /app/node_modules/aws-cdk-lib`. */
function placed(known: string | undefined, folder: string | undefined): string {
  const version = known ?? (folder && versionIn(folder)) ?? 'whose version is not known';
  return folder === undefined ? version : `${version} in ${folder}`;
}

/** Without a call of the functions by which aws-cdk-lib loads its modules. */
const doesExport = (exports: unknown, type: unknown) => typeof exports === 'object' && exports !== null
  && Object.values(Object.getOwnPropertyDescriptors(exports)).some(({ value }) => value === type);

function folderOf(file: string, library: string): string | undefined {
  const folder = dirname(file);
  return folder === file ? undefined : nameIn(folder) === library ? folder : folderOf(folder, library);
}

const manifestIn = (folder: string): { name?: string; version?: string } => {
  const file = join(folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as object : {};
};
const nameIn = (folder: string) => manifestIn(folder).name;
const versionIn = (folder: string) => manifestIn(folder).version;
