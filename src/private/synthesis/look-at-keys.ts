import { IConstruct } from 'constructs';
import { lookAtArns } from './look-at-arns';
import { warn } from '../checks/warnings/warning';
import { adviceOnKey, KeysInUse, wrongPlace } from '../permissions/check-keys';

/** Checks at synthesis where a key is whose ARN was a token. */
export function lookAtKeys(scope: IConstruct, { keys, regions }: KeysInUse = { keys: [], regions: [] }): void {
  lookAtArns(scope, keys, ({ keyArn }) => keyArn, (stack, key, place) => {
    adviceOnKey(stack, key, place).forEach((warning) => warn(scope, warning));
    return wrongPlace(stack, key, place, regions);
  });
}
