import { SecretStore, TeleportDatabaseAccess } from '../../src';
import { NOT_SET, refuseEach } from '../support/names';
import { Call } from '../support/refusals';
import { documentOf, roleIn, stackIn } from '../support/template';

const store = (keyPrefix: string): Call => (stack) => {
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), secretStores: [SecretStore.of(keyPrefix)] });
};

describe('prefixes of secrets', () => refuseEach(
  store,
  '\'keyPrefix\' must be the start of a secret\'s name: letters, digits and /_+=.@- without a slash at either end, at most 425 characters',
  [
    ['nothing is refused', '', 'a'],
    ['a slash is refused', '/', 'a/'],
    ['a slash at the start is refused', '/x', 'x/y'],
    ['a wildcard is refused', 'a*', 'a+'],
    ['? is a wildcard for IAM', 'tele?', 'tele.'],
    ['a space is refused', 'my prefix', 'my-prefix'],
    ['letters beyond ASCII are refused', 'prüfung', 'pruefung'],
    ['a policy variable is refused', '${aws:username}', 'username'],
    ['426 characters are too many for Secrets Manager', 'a'.repeat(426), 'a'.repeat(425)],
    ['what is not set is refused', NOT_SET, 'teleport', 'undefined'],
  ],
));

test('a slash at the end is dropped, as Teleport does', () => {
  const stack = stackIn();
  store('team/teleport//')(stack);
  expect(documentOf(stack).Statement[0].Resource).toEqual([
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:team/teleport/elasticache/eu-west-1/123456789012/user/*',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:team/teleport/memorydb/eu-west-1/123456789012/user/*',
  ]);
});
