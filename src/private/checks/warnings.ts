import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

const LIBRARY = 'cdk-teleport-database-access';

/** Something that the user should know; the id is API, as it acknowledges the warning. */
export interface Warning {
  readonly id: string;
  readonly message: string;
}

export function warn(scope: IConstruct, id: string, message: string): void {
  Annotations.of(scope).addWarningV2(`${LIBRARY}:${id}`, `${message}. To acknowledge: Annotations.of(scope).acknowledgeWarning('${LIBRARY}:${id}')`);
}
