import { Paper } from './text';

/** A terminal has a width, and colors unless NO_COLOR is set: https://no-color.org. A pipe and a file have neither. */
export function paperOf({ isTTY, columns }: { isTTY?: boolean; columns?: number }, { NO_COLOR }: { NO_COLOR?: string }): Paper {
  const styled = isTTY === true && !NO_COLOR;
  const style = (code: number) => (line: string) => styled ? `\u001b[${code}m${line}\u001b[0m` : line;
  return { width: Math.min(Math.max(columns ?? 80, 40), 120), bold: style(1), dim: style(2) };
}
