import { sep } from 'node:path';
import { LIBRARY } from './library';

/** As `Errors.isValidationError()` of CDK tells, which exports no class of errors. */
const MARKS = [Symbol.for('@aws-cdk/core.SynthesisError'), Symbol.for('@aws-cdk/core.ValidationError')];

/** Where this library is: its one file, or its sources. */
const OWN = __dirname.replace(/([\\/]src)[\\/]private[\\/]checks$/, '$1') + sep;
/** More than lie between a call of the app and what is wrong in it. */
const FRAMES = 100;

/** An error in the shape of CDK's own. Its stack begins in the code of the app, and names the construct and this library. */
export class ValidationError extends Error {
  public readonly type = 'validation';
  public readonly level = 'error';
  private path?: string;
  private readonly frames: readonly string[];

  constructor(message: string) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = FRAMES;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'ValidationError';
    MARKS.forEach((mark) => Object.defineProperty(this, mark, { value: true }));
    const frames = (this.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    this.frames = frames.filter((line) => !line.includes(OWN) && !line.endsWith('(<anonymous>)')).slice(0, stackTraceLimit);
    this.write();
  }

  /** The construct that was defined. */
  public get constructPath(): string | undefined {
    return this.path;
  }

  /** Names the construct: the innermost one, if one defines another. */
  public at(path: string): this {
    this.path ??= path;
    this.write();
    return this;
  }

  private write(): void {
    const place = this.path === undefined ? `in ${LIBRARY}` : `at path [${this.path}] in ${LIBRARY}`;
    this.stack = [`${this.name}: ${this.message}`, `    ${place}`, ...this.frames].join('\n');
  }
}

/** What defines a construct: what is wrong in it names the construct. */
export function defining<T>(scope: { readonly node: { readonly path: string } }, id: string, define: () => T): T {
  try {
    return define();
  } catch (error) {
    throw error instanceof ValidationError ? error.at([scope.node.path, id].filter((part) => part !== '').join('/')) : error;
  }
}
