import { labelsIn } from './labels';
import type { Conditions, Role } from '../model';
import type { Field } from '../read/field';

/** What a resource of kind `role` says about databases. */
export function roleIn(resource: Field): Role {
  const nameField = resource.get('metadata', 'name');
  const name = nameField.text();
  if (name === undefined) {
    throw nameField.problem('a role must have a name');
  }
  const spec = resource.get('spec');
  const allow = conditionsIn(spec.get('allow'));
  // the last version whose roles open everything unless they name labels
  const isOpen = resource.get('version').text() === 'v3' && allow.labels.length === 0 && !allow.hasExpression;
  return {
    name,
    place: nameField.place,
    allow: isOpen ? { ...allow, labels: [['*', ['*']]] } : allow,
    deny: conditionsIn(spec.get('deny')),
    createsUsers: createsUsers(spec.get('options')),
  };
}

function conditionsIn(conditions: Field): Conditions {
  return {
    labels: labelsIn(conditions.get('db_labels')),
    users: conditions.get('db_users').texts(),
    names: conditions.get('db_names').texts(),
    hasExpression: conditions.get('db_labels_expression').text() !== undefined,
  };
}

/** A mode, by its name or number, or the older option. */
function createsUsers(options: Field): boolean {
  const mode = options.get('create_db_user_mode').text()?.toLowerCase();
  const isUnknown = mode === undefined || mode === '0';
  return isUnknown ? options.get('create_db_user').flag() : !['off', '1', 'false'].includes(mode);
}
