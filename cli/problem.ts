/** Something that the user can put right: its message is all that they see. */
export class Problem extends Error {
  /** 1: something was found wrong with what was read. 2: the command was used wrongly. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
