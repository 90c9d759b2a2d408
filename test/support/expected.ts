/** A whole policy document, as IAM gets it; what all statements have in common is said once. */
export function document(...statements: object[]): object {
  return { Version: '2012-10-17', Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })) };
}

/** The condition of a list, which AWS evaluates on everything. */
export function within(...regions: string[]): object {
  return { StringEquals: { 'aws:RequestedRegion': regions.length === 1 ? regions[0] : regions } };
}
