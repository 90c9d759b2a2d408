import { endpointOf } from './endpoint';
import { kindAndId } from './kind';
import { routeIn } from './route';
import { RULES } from '../../../src/private/aws/text-rules';
import type { Database, Declared } from '../model';
import type { Field } from '../read/field';

type OneDatabase = Pick<Partial<Declared>, 'databases' | 'elsewhere'>;

/** The database in a resource of kind `db`. */
export function resourceIn(resource: Field): OneDatabase {
  const spec = resource.get('spec');
  const dynamic = spec.get('dynamic_labels').entries().map(([key, command]) => [key, command.get('result')] as const);
  const labels = [...resource.get('metadata', 'labels').entries(), ...dynamic.filter(([, result]) => result.text() !== undefined)];
  return databaseIn(resource.get('metadata', 'name'), labels, dynamic.map(([key]) => key), spec, resource.get('status'));
}

/** The database in an item of `db_service.databases`. */
export function staticIn(item: Field): OneDatabase {
  const dynamic = item.get('dynamic_labels').items().flatMap((label) => label.get('name').text() ?? []);
  return databaseIn(item.get('name'), item.get('static_labels').entries(), dynamic, item, item.get('status'));
}

type Labels = readonly (readonly [key: string, value: Field])[];

function databaseIn(nameField: Field, labelFields: Labels, dynamicLabels: readonly string[], spec: Field, status: Field): OneDatabase {
  const name = nameField.text();
  if (name === undefined) {
    throw nameField.problem('a database must have a name');
  }
  const labels = new Map(labelFields.map(([key, value]) => [key, value.text() ?? '']));
  const protocol = spec.get('protocol').text();
  const endpoint = endpointOf(spec.get('uri').text() ?? '');
  // what a Database Service found out counts before what somebody wrote
  const said = (...keys: string[]) => [status, spec].map((part) => part.get(...keys)).find(({ isEmpty }) => !isEmpty) ?? spec.get(...keys);
  const aws = (...keys: string[]) => said('aws', ...keys);
  const known = kindAndId(said, protocol, endpoint);
  if (known === undefined) {
    return { elsewhere: [{ name, labels, dynamicLabels, protocol }] };
  }
  const route = routeIn(aws('assume_role_arn'), aws('external_id'));
  const tags = aws('session_tags').entries().map(([key, value]) => [key, value.text() ?? '']);
  const [keyPrefix, key] = [aws('secret_store', 'key_prefix').text(), aws('secret_store', 'kms_key_id').text()];
  const database: Database = {
    name,
    place: nameField.place,
    labels,
    dynamicLabels,
    protocol,
    ...known,
    region: agreeing(aws('region'), RULES.region, endpoint.region, name),
    account: agreeing(aws('account_id'), RULES.account, endpoint.account, name) ?? accountOf(route?.arn),
    route,
    externalId: aws('external_id').text(),
    sessionTags: tags.length === 0 ? undefined : Object.fromEntries(tags) as { [key: string]: string },
    secretStore: keyPrefix === undefined && key === undefined ? undefined : { keyPrefix, key },
    adminUser: spec.get('admin_user', 'name').text() ?? labels.get('teleport.dev/db-admin'),
    managedUsers: status.get('managed_users').texts(),
  };
  return { databases: [database] };
}

/** What the file says, or what the host says: Teleport signs for the one and connects to the other. */
function agreeing(field: Field, rule: Parameters<Field['textOf']>[0], ofHost: string | undefined, database: string): string | undefined {
  const written = field.textOf(rule);
  if (written !== undefined && ofHost !== undefined && written !== ofHost) {
    throw field.problem(`the database ${database} is in ${written} here, and in ${ofHost} as its host says; mend one of them`);
  }
  return written ?? ofHost;
}

const accountOf = (arn: string | undefined): string | undefined => arn?.split(':')[4];
