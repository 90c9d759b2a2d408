import { readFile, stat } from 'node:fs/promises';
import { Problem } from '../../problem';
import { standardInput } from '../../terminal';

/** Ten thousand databases take 8 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The name of a file that means standard input. */
const STANDARD_INPUT = '-';

/** The text of a file, or of standard input. */
export async function textOf(file: string): Promise<string> {
  const name = nameOf(file);
  const bytes = await (file === STANDARD_INPUT ? standardInput((size) => checkSize(name, size)) : contentOf(file));
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) {
      return text;
    }
  } catch {
    // said below
  }
  throw new Problem(`${name}: is not text in UTF-8; give what tctl get prints, or a teleport.yaml`);
}

/** What messages call a file. */
export const nameOf = (file: string): string => file === STANDARD_INPUT ? 'standard input' : file;

async function contentOf(file: string): Promise<Buffer> {
  try {
    checkSize(file, (await stat(file)).size);
    return await readFile(file);
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(`${file}: ${WHY[String(Reflect.get(Object(error), 'code'))] ?? String(error)}`, 2);
  }
}

const WHY: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a folder; name the files in it',
  EACCES: 'may not be read',
};

function checkSize(name: string, bytes: number): void {
  if (bytes > MOST_BYTES) {
    throw new Problem(`${name}: has more than ${MOST_BYTES / 1024 / 1024} MB; divide it`);
  }
}
