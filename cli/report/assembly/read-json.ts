import { readFileSync } from 'node:fs';
import { isObject, JsonObject } from './json';
import { Problem } from '../../problem';

/** The object in a JSON file. */
export function readJson(file: string): JsonObject {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Problem(`${file} cannot be read as JSON: ${(error as Error).message}; synthesize the app again`);
  }
  if (!isObject(content)) {
    throw new Problem(`${file} must be a JSON object; synthesize the app again`);
  }
  return content;
}
