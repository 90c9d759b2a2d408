import { printable } from '../printable';
import { Problem } from '../problem';

interface Note {
  readonly start: string;
  readonly names: Set<string>;
  readonly end: string;
}

const MOST_QUESTIONS = 50;

/** What the user should know of a policy that is right, and what only the user knows. */
export class Remarks {
  private readonly notes = new Map<string, Note>();
  private readonly questions = new Map<string, string>();

  /** Said once, however often it comes up. */
  public note(text: string): void {
    this.notes.set(text, { start: text, names: new Set(), end: '' });
  }

  /** Said once of all databases that it is true of. */
  public noteOf(database: string, start: string, end: string): void {
    const key = `${start}\0${end}`;
    const { names } = this.notes.get(key) ?? { names: new Set() };
    this.notes.set(key, { start, names: names.add(database), end });
  }

  /** Something that no file says, with the option that does. Asked once for each subject. */
  public ask(question: string, subject = question): void {
    this.questions.set(subject, this.questions.get(subject) ?? question);
  }

  /** All questions at once, because each costs a call. */
  public checkAnswered(): void {
    if (this.questions.size > 0) {
      const shown = [...this.questions.values()].slice(0, MOST_QUESTIONS);
      const more = this.questions.size - shown.length;
      const end = `and ${more} more questions; --database-users '*=...' names users of all databases`;
      throw new Problem([...shown, ...more > 0 ? [end] : []].join('\n'));
    }
  }

  /** What was noted explains a problem too. */
  public beside(error: unknown): unknown {
    return error instanceof Problem ? new Problem([error.message, ...this.lines].join('\n'), error.exitCode) : error;
  }

  public get lines(): string[] {
    return [...this.notes.values()].map(({ start, names, end }) => `note: ${printable(`${start}${listed([...names])}${end}`)}`);
  }
}

const SHOWN = 10;

/** Names for a message, of which thousands would say nothing. */
export function listed(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return `${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
