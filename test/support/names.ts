import { Call, refuse } from './refusals';

/** What is refused, what is nearly the same and passes, and how the message shows the first where that is not its JSON. */
export type Row<T> = readonly [sentence: string, refused: T, passes: T, shown?: string];

/** Refuses each value with one message, up to `; got ...`. */
export function refuseEach<T>(call: (value: T) => Call, message: string, rows: readonly Row<T>[]): void {
  refuse(rows.map(([sentence, refused, passes, shown = JSON.stringify(refused)]) =>
    ({ sentence, refused: call(refused), message: `${message}; got ${shown}`, passes: call(passes) })));
}

/** An environment variable that is not set. */
export const NOT_SET: any = undefined;
