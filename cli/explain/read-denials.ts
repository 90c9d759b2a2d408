import { Denial } from './denial';
import { AWS_READERS } from './readers/aws';
import { DATABASE_READERS } from './readers/databases';
import { READ } from './readers/reader';
import { TELEPORT_READERS } from './readers/teleport';

/** In this order: a reader sees only what those before it have not understood. */
const READERS = [...AWS_READERS, ...TELEPORT_READERS, ...DATABASE_READERS];

/** Every refusal in a message or in a log, in the order of the readers. */
export function readDenials(text: string): Denial[] {
  let rest = plain(text);
  return READERS.flatMap(({ pattern: words, read }) => {
    const found = [...rest.matchAll(words)].flatMap(({ groups = {} }) => read(groups));
    rest = found.length === 0 ? rest : rest.replace(words, READ);
    return found.map(withoutAbsent);
  });
}

/** One line, without the escapes of JSON and of Go, and without what would reach the terminal as a command. */
function plain(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\+[nrt]/g, ' ')
    .replace(/\\+"/g, '"')
    .replace(/[\s\p{Cc}]+/gu, ' ');
}

function withoutAbsent(denial: Denial): Denial {
  return Object.fromEntries(Object.entries(denial).filter(([, value]) => value !== undefined));
}
