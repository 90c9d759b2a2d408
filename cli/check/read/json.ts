import { isBeforeColon } from '../../print/read/repeated-key';
import { Problem } from '../../problem';

/** Plans of Terraform nest modules, policies nest nothing. */
const DEEPEST = 200;

export type Json = { readonly [key: string]: unknown };

export const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const mapAt = (value: unknown, key: string): Json => isMap(own(value, key)) ? own(value, key) as Json : {};
export function listAt(value: unknown, key: string): readonly unknown[] {
  const list = own(value, key);
  return Array.isArray(list) ? list : [];
}
export function textAt(value: unknown, key: string): string | undefined {
  const text = own(value, key);
  return typeof text === 'string' ? text : undefined;
}

export const own = (value: unknown, key: string): unknown => isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** The documents of a text, one after the other as `print` writes them. A key that is there twice would hide one of its values. */
export function jsonDocuments(name: string, text: string): unknown[] {
  const found: unknown[] = [];
  const around: (Set<string> | undefined)[] = []; // the keys of each object, and nothing for a list
  let start = 0;
  const problem = (at: number, what: string) => new Problem(`${name}:${lineOf(text, at)}: ${what}`);
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (around.length === 0 && !/[\s[{]/.test(letter)) {
      throw problem(at, 'is not JSON: a list or an object must stand here');
    }
    if (letter === '"') {
      const end = endOfString(text, at);
      const keys = around[around.length - 1];
      if (keys !== undefined && isBeforeColon(text, end + 1)) {
        const key = parsed(text.slice(at, end + 1), (what) => problem(at, what)) as string;
        if (keys.has(key)) {
          throw problem(at, `has the key "${key}" twice`);
        }
        keys.add(key);
      }
      at = end;
    } else if (letter === '{' || letter === '[') {
      start = around.length === 0 ? at : start;
      around.push(letter === '{' ? new Set() : undefined);
      if (around.length > DEEPEST) {
        throw problem(at, `is nested more than ${DEEPEST} levels deep`);
      }
    } else if (letter === '}' || letter === ']') {
      around.pop();
      if (around.length === 0) {
        found.push(parsed(text.slice(start, at + 1), (what) => problem(start, what)));
      }
    }
  }
  if (around.length > 0) {
    throw problem(text.length, 'is not JSON: it ends too early');
  }
  return found;
}

function parsed(text: string, problem: (what: string) => Problem): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem(`is not JSON: ${(error as Error).message.slice(0, 200)}`);
  }
}

/** The quote that ends a string; the last character if none does. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') {
      at += 1;
    } else if (text[at] === '"') {
      return at;
    }
  }
  return text.length - 1;
}

function lineOf(text: string, at: number): number {
  let line = 1;
  for (let next = text.indexOf('\n'); next !== -1 && next < at; next = text.indexOf('\n', next + 1)) {
    line += 1;
  }
  return line;
}
