import type { Registered } from './databases';
import { STATIC_BLOCKS } from './protocols-and-ports';
import { invalid } from '../../checks/invalid';

/** How `db_service.databases` writes a database. */
export function staticDatabase({ label, name, labels, protocol, uri, aws, identifiers, extras }: Registered): object {
  const { description, dynamicLabels, tls, adminUser } = extras;
  if (tls?.caCertificate !== undefined) {
    throw invalid('registration.tls.caCertificate', `be left out for ${label} in teleport.yaml, which takes a file only`, tls.caCertificate,
      'give \'caCertificateFile\'');
  }
  const blocks = Object.entries(STATIC_BLOCKS).flatMap(([block, keys]) => {
    const entries = Object.entries(identifiers[block] ?? {}).filter(([key]) => keys.includes(key));
    return entries.length === 0 ? [] : [[block, Object.fromEntries(entries)]];
  });
  return {
    name,
    description,
    protocol,
    uri,
    static_labels: labels,
    dynamic_labels: dynamicLabels && Object.entries(dynamicLabels).map(([key, command]) => ({ name: key, ...command })),
    tls: tls && { mode: tls.mode, server_name: tls.serverName, ca_cert_file: tls.caCertificateFile },
    admin_user: adminUser,
    aws: { ...aws, ...Object.fromEntries(blocks) },
  };
}

/** The resource of kind `db`. */
export function dbResource({ label, name, labels, protocol, uri, aws, identifiers, extras }: Registered): object {
  const { description, dynamicLabels, tls, adminUser } = extras;
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
      aws: { ...aws, ...identifiers },
    },
  };
}
