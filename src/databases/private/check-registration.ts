import { checkList, checkMade, checkOptions } from '../../private/checks/check-lists';
import { checkMap } from '../../private/checks/check-tags';
import { invalid } from '../../private/checks/invalid';
import { DatabaseRegistration } from '../registration';
import { SecretStore } from '../secret-store';
import { DatabaseTls, DatabaseTlsMode } from '../tls';

/** A copy whose values have the types that Teleport reads. What they must be is checked where a configuration writes them. */
export function checkRegistration(registration: DatabaseRegistration): DatabaseRegistration {
  const { labels, dynamicLabels, tls, secretStore } = checkOptions('registration', registration);
  checkTexts('registration', registration, ['description', 'adminUser', 'adminDefaultDatabase']);
  const stores = secretStore === undefined ? [] : [secretStore];
  checkMade('registration.secretStore', stores, (store) => store instanceof SecretStore, 'SecretStore.of()');
  return {
    ...registration,
    labels: labels === undefined ? undefined : { ...checkMap('registration.labels', labels) },
    dynamicLabels: dynamicLabels === undefined ? undefined : checkDynamicLabels(dynamicLabels),
    tls: tls === undefined ? undefined : checkTls(tls),
  };
}

function checkDynamicLabels(labels: NonNullable<DatabaseRegistration['dynamicLabels']>): DatabaseRegistration['dynamicLabels'] {
  return Object.fromEntries(Object.entries(checkMap('registration.dynamicLabels', labels)).map(([name, label]) => {
    const prop = `registration.dynamicLabels.${name}`;
    const { command } = checkOptions(prop, label);
    return [name, { ...label, command: [...checkList(`${prop}.command`, command, 'name a program, then its arguments')] }];
  }));
}

function checkTls(tls: DatabaseTls): DatabaseTls {
  const { mode } = checkOptions('registration.tls', tls);
  if (mode !== undefined && !Object.values(DatabaseTlsMode).includes(mode)) {
    throw invalid('registration.tls.mode', `be one of ${Object.values(DatabaseTlsMode).join(', ')}`, mode, 'leave it out for the first');
  }
  checkTexts('registration.tls', tls, ['serverName', 'caCertificate', 'caCertificateFile']);
  return { ...tls };
}

function checkTexts<T extends object>(prop: string, values: T, keys: readonly (keyof T & string)[]): void {
  const wrong = keys.find((key) => values[key] !== undefined && typeof values[key] !== 'string');
  if (wrong !== undefined) {
    throw invalid(`${prop}.${wrong}`, 'be a text', values[wrong]);
  }
}
