import { Call, Name, Variable } from './code';

/** The variables of a program: each import once, however often it is used. */
export class Variables {
  private readonly known = new Map<string, Variable>();
  private readonly taken = new Set<string>();
  /** The last number of each name. */
  private readonly numbers = new Map<string, number>();

  public get all(): Variable[] {
    return [...this.known.values()];
  }

  /** A role, user or key that is imported by its ARN. */
  public imported(method: 'iam.Role.fromRoleArn' | 'iam.User.fromUserArn' | 'kms.Key.fromKeyArn', arn: string): Name {
    const known = this.known.get(arn);
    if (known !== undefined) {
      return new Name(known.name);
    }
    const name = this.free(camelCase(arn.split('/').pop() ?? '') ?? method.split('.')[1].toLowerCase());
    const id = name[0].toUpperCase() + name.slice(1); // in lower case, 'valueOf' would be taken
    this.known.set(arn, { name, value: new Call(method, [new Name('stack'), id, arn]) });
    return new Name(name);
  }

  private free(base: string): string {
    let [name, number] = [base, this.numbers.get(base) ?? 1];
    while (this.taken.has(name)) {
      number += 1;
      name = `${base}${number}`;
    }
    this.numbers.set(base, number);
    this.taken.add(name);
    return name;
  }
}

/** A variable's name, if it makes one. */
function camelCase(text: string): string | undefined {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word, index) => (index === 0 ? word[0].toLowerCase() : word[0].toUpperCase()) + word.slice(1)).join('');
  return /^(?!access\d*$)[a-z]/.test(name) && !RESERVED.has(name) ? name : undefined;
}

/** Names that mean something else in the program, or in TypeScript. */
const RESERVED = new Set([
  'app stack iam kms arguments async await break case catch class const continue debugger default delete do else enum eval export',
  'exports extends false finally for function globalThis if implements import in instanceof interface let module new null package',
  'private protected public require return static super switch this throw true try typeof undefined var void while with yield',
].flatMap((words) => words.split(' ')));
