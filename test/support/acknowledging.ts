/** What every warning ends with. */
export const acknowledging = (id: string) => `To acknowledge: Annotations.of(scope).acknowledgeWarning('cdk-teleport-database-access:${id}'). `
  + `See https://github.com/cdk-teleport-database-access/cdk-teleport-database-access/blob/main/docs/warnings.md#${id} [ack: cdk-teleport-database-access:${id}]`;
