import { Call, Code, Name, Variable } from './code';

/** The variables of a program: each import once, however often it is used. */
export class Variables {
  private readonly known = new Map<string, Variable>();

  public get all(): Variable[] {
    return [...this.known.values()];
  }

  /** A role, user or key that is imported by its ARN. */
  public imported(method: string, arn: string): Name {
    const name = this.known.get(arn)?.name ?? this.free(arn);
    this.known.set(arn, { name, value: new Call(method, [new Name('stack'), name, arn] satisfies Code[]) });
    return new Name(name);
  }

  private free(arn: string): string {
    const words = (arn.split('/').pop() ?? '').split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
    const name = words.map((word, index) => index === 0 ? word[0].toLowerCase() + word.slice(1) : word[0].toUpperCase() + word.slice(1)).join('');
    const base = /^[a-z]/.test(name) && !RESERVED.has(name) ? name : `imported${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
    const taken = new Set(this.all.map((variable) => variable.name));
    return [base, ...Array.from({ length: taken.size + 1 }, (_, index) => `${base}${index + 2}`)].find((one) => !taken.has(one)) ?? base;
  }
}

/** Names that mean something else in the program, or in TypeScript. */
const RESERVED = new Set([
  'app', 'stack', 'iam', 'kms', 'access', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else',
  'enum', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'import', 'in', 'instanceof', 'new', 'null', 'return', 'super',
  'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void', 'while', 'with', 'let', 'static', 'yield', 'await', 'async', 'arguments',
  'eval', 'interface', 'package', 'private', 'protected', 'public', 'implements',
]);
