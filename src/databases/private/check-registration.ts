import { Token } from 'aws-cdk-lib';
import { checkList, checkMade } from '../../private/checks/check-lists';
import { checkMap } from '../../private/checks/check-tags';
import { invalid } from '../../private/checks/invalid';
import { knownOptions, unknownIn } from '../../private/checks/known-options';
import { OF_STORE } from '../../private/checks/makers';
import { DatabaseRegistration, DynamicLabel } from '../registration';
import { SecretStore } from '../secret-store';
import { DatabaseTls, DatabaseTlsMode } from '../tls';
import { OF_DYNAMIC_LABEL, OF_REGISTRATION, OF_TLS } from './known-options';

/** A registration whose values have the right types, and the options in it that mean nothing. */
interface CheckedRegistration {
  readonly registration: DatabaseRegistration;
  readonly unknownOptions: readonly string[];
}

/** A certificate or a chain of them, with comments around it. */
const PEM = /^-----BEGIN CERTIFICATE-----[ \t]*\r?\n\s*[A-Za-z0-9+/][A-Za-z0-9+/=\s]*^-----END CERTIFICATE-----/m;
/** Relative ones too: the agent runs somewhere. */
const PATH = /^(?=.*\S)[^\r\n]+$/;

/** A copy whose values have the types that Teleport reads. What they must be is checked where a configuration writes them. */
export function checkRegistration(given: DatabaseRegistration): CheckedRegistration {
  const registration = knownOptions('registration', given, OF_REGISTRATION);
  const { labels, dynamicLabels, tls, secretStore } = registration;
  checkTexts('registration', registration, ['description', 'adminUser', 'adminDefaultDatabase']);
  const stores = secretStore === undefined ? [] : [secretStore];
  checkMade('registration.secretStore', stores, SecretStore, OF_STORE);
  const commands = dynamicLabels === undefined ? undefined : checkDynamicLabels(dynamicLabels);
  const ofTls = tls === undefined ? undefined : checkTls(tls);
  return {
    registration: {
      ...registration,
      labels: labels === undefined ? undefined : { ...checkMap('registration.labels', labels) },
      dynamicLabels: commands,
      tls: ofTls,
    },
    unknownOptions: unknownIn(registration, ofTls, ...Object.values(commands ?? {})),
  };
}

function checkDynamicLabels(labels: { [key: string]: DynamicLabel }): { [key: string]: DynamicLabel } {
  return Object.fromEntries(Object.entries(checkMap('registration.dynamicLabels', labels)).map(([name, label]) => {
    const prop = `registration.dynamicLabels.${name}`;
    const known = knownOptions(prop, label, OF_DYNAMIC_LABEL);
    checkList(`${prop}.command`, known.command, 'name a program, then its arguments');
    return [name, Object.assign(known, { command: [...known.command] })];
  }));
}

function checkTls(given: DatabaseTls): DatabaseTls {
  const tls = knownOptions('registration.tls', given, OF_TLS);
  const { mode } = tls;
  if (mode !== undefined && !Object.values(DatabaseTlsMode).includes(mode)) {
    throw invalid('registration.tls.mode', `be one of ${Object.values(DatabaseTlsMode).join(', ')}`, mode, 'leave it out for the first');
  }
  checkTexts('registration.tls', tls, ['serverName', 'caCertificate', 'caCertificateFile']);
  if (tls.caCertificate !== undefined && !Token.isUnresolved(tls.caCertificate) && !PEM.test(tls.caCertificate)) {
    throw invalid('registration.tls.caCertificate', 'be a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----',
      tls.caCertificate, 'give the content of the file, or its path in \'caCertificateFile\'');
  }
  if (tls.caCertificateFile !== undefined && !PATH.test(tls.caCertificateFile)) {
    throw invalid('registration.tls.caCertificateFile', 'be the path of a file', tls.caCertificateFile,
      'give the content of the file in \'caCertificate\'');
  }
  return tls;
}

function checkTexts<T extends object>(prop: string, values: T, keys: readonly (keyof T & string)[]): void {
  const wrong = keys.find((key) => values[key] !== undefined && typeof values[key] !== 'string');
  if (wrong !== undefined) {
    throw invalid(`${prop}.${wrong}`, 'be a text', values[wrong]);
  }
}
