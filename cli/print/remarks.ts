import { printable } from '../printable';
import { Problem } from '../problem';

const MOST_QUESTIONS = 50;

/** What the user should know of a policy that is right, and what only the user knows. */
export class Remarks {
  private readonly notes = new Set<string>();
  private readonly questions = new Set<string>();

  /** Said once, however often it comes up. */
  public note(text: string): void {
    this.notes.add(text);
  }

  /** Something that no file says, with the option that does. */
  public ask(question: string): void {
    this.questions.add(question);
  }

  /** All questions at once, because each costs a call. */
  public checkAnswered(): void {
    if (this.questions.size > 0) {
      const shown = [...this.questions].slice(0, MOST_QUESTIONS);
      const more = this.questions.size - shown.length;
      throw new Problem([...shown, ...more > 0 ? [`and ${more} more questions`] : []].join('\n'));
    }
  }

  /** What was noted explains a problem too. */
  public beside(error: unknown): unknown {
    return error instanceof Problem ? new Problem([error.message, ...this.lines].join('\n'), error.exitCode) : error;
  }

  public get lines(): string[] {
    return [...this.notes].map((note) => `note: ${printable(note)}`);
  }
}

const SHOWN = 10;

/** Names for a message, of which thousands would say nothing. */
export function listed(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return `${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
