import { Ruling } from './rules';
import { Guard } from '../resolve/worlds';

/** Policies of AWS that deny. All others allow only. */
const DENYING = /Deny|Quarantine/;

/** What a managed policy that the assembly does not define says, as far as its ARN tells. */
export function policyByArn(arn: string, guards: readonly Guard[]): Ruling[] {
  const [, path] = /^arn:[^:]*:iam::aws:policy\/(.*)$/.exec(arn) ?? [];
  const name = path?.split('/').pop();
  if (name === 'AdministratorAccess' || name === 'AWSDenyAll') {
    return [{ guards, arn, reason: '', statement: { effect: name === 'AWSDenyAll' ? 'Deny' : 'Allow', actions: ['*'], resources: ['*'] } }];
  }
  return [{ guards, unknown: arn, mayDeny: path === undefined || DENYING.test(path) }];
}
