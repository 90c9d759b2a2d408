import { isMap, jsonDocuments } from './json';
import { isOfPolicies, policiesIn, Read } from './policies';
import type { Identity } from '../../print/declare/viewpoint';
import { nameOf, textOf } from '../../print/read/text';
import { listed } from '../../print/remarks';
import { Problem } from '../../problem';
import type { Given } from '../model';

export interface Files {
  /** Exports of Teleport and policies, in any order. */
  readonly all: readonly string[];
  readonly plans: readonly string[];
  readonly boundaries: readonly string[];
}

export interface Sorted {
  readonly exports: readonly string[];
  readonly given: Given;
}

/** What the files are, by their content. Whatever has no policy is an export, and read as such. */
export async function sorted({ all, plans, boundaries }: Files, as: Identity | undefined): Promise<Sorted> {
  const named = [...all, ...plans, ...boundaries];
  const twice = named.find((file, index) => named.indexOf(file) !== index);
  if (twice !== undefined) {
    throw new Problem(`${nameOf(twice)}: is named twice`, 2);
  }
  const exports: string[] = [];
  const read: Read[] = [];
  for (const file of all) {
    const documents = file === '-' ? undefined : await documentsOfPolicies(file);
    documents === undefined ? exports.push(file) : read.push(...readIn(file, documents, as));
  }
  for (const plan of plans) {
    read.push(...await policiesOf(plan, as));
  }
  const bounding: Read[] = [];
  for (const file of boundaries) {
    bounding.push(...await policiesOf(file, as));
  }
  checkNamed(exports, read);
  return { exports, given: givenBy(read, bounding) };
}

function checkNamed(exports: readonly string[], read: readonly Read[]): void {
  if (read.length === 0) {
    throw new Problem('no file has a policy: give the policies of the agent too, such as from aws iam get-policy-version, or a plan with '
      + '--terraform', 2);
  }
  if (exports.length === 0) {
    throw new Problem('no file is an export of Teleport: give the output of tctl get db,roles too', 2);
  }
}

function givenBy(read: readonly Read[], bounding: readonly Read[]): Given {
  const own = [...bounding.flatMap(({ policies }) => policies), ...read.flatMap(({ boundary = [] }) => boundary)];
  const unseen = read.flatMap(({ unseenBoundary }) => unseenBoundary ?? []);
  if (own.length === 0 && unseen.length > 0) {
    throw new Problem(`the identity has a permissions boundary that no file has: ${listed(unseen)}; give it with --boundary`);
  }
  if (own.length > 1) {
    throw new Problem(`an identity has one permissions boundary; got ${listed(own.map(({ name }) => name))}`, 2);
  }
  return { policies: read.flatMap(({ policies }) => policies), ...own.length === 0 ? {} : { boundary: own } };
}

const readIn = (file: string, documents: readonly unknown[], as: Identity | undefined): Read[] => documents.flatMap((one, index) =>
  policiesIn(documents.length === 1 ? file : `${file}, document ${index + 1}`, one, as));

async function policiesOf(file: string, as: Identity | undefined): Promise<Read[]> {
  const documents = jsonDocuments(nameOf(file), await textOf(file));
  if (documents.length === 0) {
    throw new Problem(`${nameOf(file)}: is empty`);
  }
  return readIn(nameOf(file), documents, as);
}

/** Nothing if the file is no JSON with policies. */
async function documentsOfPolicies(file: string): Promise<unknown[] | undefined> {
  const text = await textOf(file);
  const isJson = /\.json$/i.test(file);
  if (!/^\s*[[{]/.test(text)) {
    if (isJson) {
      throw new Problem(`${file}: is not JSON: a list or an object must stand here`);
    }
    return undefined;
  }
  const documents = attempted(() => jsonDocuments(file, text), isJson || /"(?:Statement|PolicyDocument|PolicyVersion)"/.test(text));
  if (documents?.every(isOfPolicies)) {
    return documents;
  }
  const isStrange = documents?.some((one) => isMap(one) && /^[A-Z]/.test(Object.keys(one)[0] ?? ''));
  if (isStrange || documents?.some(isOfPolicies)) {
    policiesIn(file, documents?.find((one) => !isOfPolicies(one)), undefined); // says what it must be
  }
  return undefined;
}

/** YAML's own parser explains what is no JSON, where it may be YAML. */
function attempted(read: () => unknown[], mustBeJson: boolean): unknown[] | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem && !mustBeJson) {
      return undefined;
    }
    throw error;
  }
}
