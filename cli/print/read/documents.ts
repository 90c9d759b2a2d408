import { Composer, Document, LineCounter, Parser } from 'yaml';
import { Field } from './field';
import { AS_TEXT, Place } from './place';
import { nameOf, textOf } from './text';
import { Problem } from '../../problem';

/** The documents of all files, in their order. */
export async function documentsIn(files: readonly string[]): Promise<Field[]> {
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) {
    throw new Problem(`${nameOf(twice)}: is named twice`, 2);
  }
  const found: Field[] = [];
  for (const file of files) {
    found.push(...streamOf(nameOf(file), await textOf(file)));
  }
  return found;
}

/** JSON is YAML, but its own parser is ten times as fast. What it does not take, YAML's explains. */
function streamOf(file: string, text: string): Field[] {
  if (/^\s*[[{]/.test(text)) {
    try {
      return documents(JSON.parse(text), (number, path) => new Place(file, number, text, 0, path));
    } catch (error) {
      if (!(error instanceof SyntaxError)) {
        throw error;
      }
    }
  }
  return yamlStream(file, text);
}

function yamlStream(file: string, text: string): Field[] {
  const lines = new LineCounter();
  const found: Field[] = [];
  const at = (line: string) => `${file}${line} (document ${found.length + 1})`;
  try {
    for (const document of new Composer(AS_TEXT).compose(new Parser(lines.addNewLine).parse(text))) {
      const before = found.length;
      const [start, , end] = document.range;
      found.push(...documents(valueOf(document, (offset) => at(`:${lines.linePos(offset).line}`)),
        (number, path) => new Place(file, before + number, text.slice(0, end), start, path)));
    }
  } catch (error) {
    throw error instanceof RangeError ? new Problem(`${at('')}: is nested too deeply`) : error;
  }
  return found;
}

function valueOf(document: Document.Parsed, at: (offset: number) => string): unknown {
  const [error] = document.errors;
  if (error !== undefined) {
    throw new Problem(`${at(error.pos[0])}: is not YAML: ${error.message.split(' at line ')[0]}`);
  }
  try {
    return document.toJS();
  } catch (unresolved) { // an alias without an anchor, or aliases of aliases that would fill the memory
    throw unresolved instanceof ReferenceError ? new Problem(`${at(document.range[0])}: is not YAML: ${unresolved.message}`) : unresolved;
  }
}

/** A list is a document each, as `tctl get --format=json` prints them. Empty documents are none. */
function documents(value: unknown, placeOf: (number: number, path: readonly number[]) => Place): Field[] {
  return Array.isArray(value)
    ? value.map((item: unknown, index) => new Field(item, placeOf(index + 1, [index])))
    : [new Field(value, placeOf(1, []))].filter(({ isEmpty }) => !isEmpty);
}
