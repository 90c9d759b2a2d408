import { readFileSync, statSync } from 'node:fs';
import { isObject, JsonObject } from './json';
import { Problem } from '../../problem';

const LARGEST = 100_000_000;
/** CDK nests some ten functions. Whoever walks through a file may call itself as often. */
export const DEEPEST = 200;

/** The object in a JSON file. */
export function readJson(file: string): JsonObject {
  const content = parsed(file);
  if (!isObject(content)) {
    throw new Problem(`${file} must be a JSON object; synthesize the app again`);
  }
  if (isDeeperThan(DEEPEST, content)) {
    throw new Problem(`${file} nests more than ${DEEPEST} functions, lists and objects in each other, which is too many; `
      + 'synthesize the app again');
  }
  return content;
}

function parsed(file: string): unknown {
  if (statSync(file).size > LARGEST) {
    throw new Problem(`${file} has more than 100 MB, and is no template that CloudFormation takes; synthesize the app again`);
  }
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Problem(`${file} cannot be read as JSON: ${(error as Error).message}; synthesize the app again`);
  }
}

export function isDeeperThan(most: number, content: unknown): boolean {
  let level: unknown[] = [content];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) {
      return true;
    }
    level = level.flatMap((value) => typeof value === 'object' && value !== null ? Object.values(value) : []);
  }
  return false;
}
