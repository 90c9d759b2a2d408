/** What `--format` takes. */
export const FORMATS = ['json', 'terraform', 'cloudformation', 'cdk'] as const;
export type Format = typeof FORMATS[number];
