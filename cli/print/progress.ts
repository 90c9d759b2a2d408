/** Where progress is shown: on a terminal only. */
interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const SILENT_MILLISECONDS = 1000;
const BETWEEN_MILLISECONDS = 100;
const START_OF_LINE = '\r\u001b[K';

/** A line that says what takes so long. Whatever takes less than a second says nothing. */
export class Progress {
  private next = Date.now() + SILENT_MILLISECONDS;
  private isShown = false;

  constructor(private readonly terminal: Terminal) {}

  public say(what: string): void {
    if (this.terminal.isTTY && Date.now() >= this.next) {
      this.terminal.write(`${START_OF_LINE}${what} ...`);
      this.isShown = true;
      this.next = Date.now() + BETWEEN_MILLISECONDS;
    }
  }

  /** Removes the line. */
  public end(): void {
    if (this.isShown) {
      this.terminal.write(START_OF_LINE);
    }
  }
}
