import { askedFor } from './declare/asked';
import type { Program } from './declare/code';
import { programOf, ProgramOptions } from './declare/program';
import { Share, shareOf } from './declare/share';
import { Asked, viewpointOf } from './declare/viewpoint';
import { checkAnswers, checkRegion } from './join/answers';
import { discovered } from './join/discovered';
import type { Answers } from './join/login';
import { nothingOpened } from './join/nothing';
import { opened } from './join/opened';
import { served } from './join/served';
import { uniqueDatabases, uniqueRoles } from './join/unique';
import { declaredIn } from './parse/declared';
import type { Progress } from './progress';
import { documentsIn } from './read/documents';
import { listed, Remarks } from './remarks';

export interface PrintOptions extends ProgramOptions, Asked, Answers {
  /** What AWS calls databases, where no file says it. */
  readonly ids: ReadonlyMap<string, string>;
}

/** What the files come to, and what there is to say about it. */
export interface Outcome {
  readonly program: Program;
  readonly remarks: Remarks;
  /** What the declaration is made of. */
  readonly share: Share;
}

/** From the files to the declaration of a policy: read, parse, join, declare. */
export async function programIn(files: readonly string[], options: PrintOptions, progress: Progress): Promise<Outcome> {
  const remarks = new Remarks();
  try {
    return { ...await programWith(remarks, files, options, progress), remarks };
  } catch (error) {
    throw remarks.beside(error);
  }
}

async function programWith(
  remarks: Remarks, files: readonly string[], options: PrintOptions, progress: Progress,
): Promise<Omit<Outcome, 'remarks'>> {
  const declared = declaredIn(await documentsIn(files, progress));
  progress.say(`joining ${declared.databases.length} databases with ${declared.roles.length} roles`);
  const known = uniqueDatabases(declared.databases);
  const names = new Set(known.map(({ name }) => name));
  const elsewhere = declared.elsewhere.filter(({ name }) => !names.has(name));
  if (elsewhere.length > 0) {
    const others = listed([...new Set(elsewhere.map(({ name }) => name))]);
    remarks.note(`left out, because they are not in AWS, as far as the files say: ${others}`);
  }
  checkAnswers(options, known);
  checkRegion(options, known, declared.matchers);
  const databases = known.map((database) => ({ ...database, id: database.id ?? options.ids.get(database.name) }));
  const taken = served(databases, declared.selectors, new Set(declared.listed), remarks);
  const all = opened({ databases: taken, elsewhere }, uniqueRoles(declared.roles), options, remarks);
  const matchers = discovered(declared.matchers, remarks);
  if (all.length + matchers.length === 0) {
    throw nothingOpened({ ...declared, databases, taken, traits: options.traits }); // whose policy it would be is no question then
  }
  const asked = askedFor(options, declared.agents, remarks);
  const viewpoint = viewpointOf([...all.map(({ database }) => database), ...matchers], asked, remarks);
  const share = shareOf(viewpoint, all, matchers, remarks);
  return { program: programOf(share, asked, remarks), share };
}
