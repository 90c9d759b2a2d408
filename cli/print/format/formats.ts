/** What `--format` takes. */
export const FORMATS = ['json'] as const;
export type Format = typeof FORMATS[number];
