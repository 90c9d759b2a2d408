import type { Agent } from '../agent';
import { Block, inYaml } from './database-block';
import type { Registered } from './databases';
import { invalid, verbatim } from '../../checks/invalid';

/** How `db_service.databases` writes a database. */
export function staticDatabase({ label, name, labels, protocol, uri, aws, block, optional }: Registered): object {
  const { description, dynamicLabels, tls, adminUser } = optional;
  if (tls?.caCertificate !== undefined) {
    throw invalid('registration.tls.caCertificate', `be left out for ${label} in teleport.yaml, which takes a file only`, tls.caCertificate,
      'give \'caCertificateFile\'');
  }
  return {
    name,
    description,
    protocol,
    uri,
    static_labels: labels,
    dynamic_labels: dynamicLabels && Object.entries(dynamicLabels).map(([key, command]) => ({ name: key, ...command })),
    tls: tls && { mode: tls.mode, server_name: tls.serverName, ca_cert_file: tls.caCertificateFile },
    admin_user: adminUser,
    ...withBlock(aws, block && inYaml(block)),
  };
}

/** The resources of kind `db`. */
export function databaseResources({ registered, label }: Agent): object[] {
  const databases = registered();
  if (databases.length === 0) {
    throw invalid('policies', 'declare a single database, because Teleport cannot register a pattern', verbatim(label),
      'name one in \'databases\'');
  }
  return databases.map(dbResource);
}

/** The resource of kind `db`. */
function dbResource({ label, name, labels, protocol, uri, aws, block, optional }: Registered): object {
  const { description, dynamicLabels, tls, adminUser } = optional;
  if (tls?.caCertificateFile !== undefined) {
    throw invalid('registration.tls.caCertificateFile', `be left out for ${label} as a resource, which takes the certificate itself`,
      tls.caCertificateFile, 'give \'caCertificate\'');
  }
  return {
    kind: 'db',
    version: 'v3',
    metadata: { name, description, labels },
    spec: {
      protocol,
      uri,
      dynamic_labels: dynamicLabels,
      tls: tls && { mode: tls.mode, server_name: tls.serverName, ca_cert: tls.caCertificate },
      admin_user: adminUser,
      ...withBlock(aws, block),
    },
  };
}

/** With the block that identifies the database, which most types have in `aws`. */
function withBlock(aws: object, block: Block | undefined): object {
  const written = block === undefined ? {} : { [block.name]: block.content };
  return block?.isInAws === false ? { aws, ...written } : { aws: { ...aws, ...written } };
}
