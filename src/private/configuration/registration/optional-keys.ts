import { Stack } from 'aws-cdk-lib';
import { AdminUser, adminUserOf } from './admin-user';
import { tlsOf } from './tls';
import { DatabaseFacts } from '../../../databases/private/database-facts';
import type { DynamicLabel } from '../../../databases/registration';
import { DatabaseTls } from '../../../databases/tls';
import { invalid } from '../../checks/invalid';
import { checkOwnKeys } from '../check-labels';

/** What a registration says beyond what Teleport needs. */
export interface OptionalKeys {
  readonly description?: string;
  readonly dynamicLabels?: { readonly [name: string]: { readonly command: readonly string[]; readonly period: string } };
  readonly tls?: DatabaseTls;
  readonly adminUser?: AdminUser;
}

export function optionalKeysOf(facts: DatabaseFacts, protocol: string, stack: Stack): OptionalKeys {
  const { description, dynamicLabels } = facts.registration ?? {};
  return {
    description,
    dynamicLabels: dynamicLabels && commands(facts.label, dynamicLabels),
    tls: tlsOf(facts, protocol, stack),
    adminUser: adminUserOf(facts, protocol),
  };
}

function commands(label: string, labels: { readonly [name: string]: DynamicLabel }): OptionalKeys['dynamicLabels'] {
  checkOwnKeys('registration.dynamicLabels', labels);
  return Object.fromEntries(Object.entries(labels).map(([name, { command, period }]) => {
    if (!command.every((word) => typeof word === 'string') || !('toSeconds' in Object(period)) || period.toSeconds() < 1) {
      throw invalid('registration.dynamicLabels', `have a command and a period of at least a second for ${label}`,
        { [name]: { command, period: 'toSeconds' in Object(period) ? `${period.toSeconds()}s` : period } });
    }
    return [name, { command, period: `${period.toSeconds()}s` }];
  }));
}
