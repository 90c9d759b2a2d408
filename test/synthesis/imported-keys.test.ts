import { Aws, CfnMapping, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { SecretStore, TeleportDatabaseAccess } from '../../src';
import { validationErrors } from '../support/synthesis-errors';
import { roleIn, stackIn, warningsBelow } from '../support/template';

type Wrap = (stack: Stack, arn: string) => string;

const WRAPS: readonly { readonly name: string; readonly wrap: Wrap }[] = [
  { name: 'a Lazy', wrap: (_, arn) => Lazy.string({ produce: () => arn }) },
  { name: 'Fn.join()', wrap: (_, arn) => Fn.join(':', arn.split(':')) },
  { name: 'Fn.sub()', wrap: (_, arn) => Fn.sub(arn) },
  { name: 'a branch of a condition', wrap: (_, arn) => Fn.conditionIf('Here', OWN, arn).toString() },
  { name: 'a mapping', wrap: (stack, arn) => new CfnMapping(stack, 'Keys', { mapping: { a: { arn } } }).findInMap(Aws.REGION, 'arn') },
  { name: 'the default of a parameter', wrap: (stack, arn) => new CfnParameter(stack, 'Arn', { default: arn, allowedPattern: '[a-z]+' }).valueAsString },
];

const OWN = 'arn:aws:kms:eu-west-1:123456789012:key/a-1';

interface Look {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

function look(give: (stack: Stack) => string, props: object = {}, env?: { account?: string; region?: string }): Look {
  const stack = stackIn(env);
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', give(stack));
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), secretStores: [SecretStore.of('team', { encryptionKey })], ...props });
  const errors = validationErrors(stack);
  return { errors, warnings: warningsBelow(stack).map((id) => id.replace('cdk-teleport-database-access:', '')) };
}

const NO = { errors: [], warnings: [] };
const elsewhere = (region: string, regions: string) => [`'encryptionKey' must be in one of the regions of the secrets, ${regions}; got Stack/Key in ${region}; `
  + 'Secrets Manager encrypts with keys of its own region; give a key of that region, or name the region in \'regions\''];

describe.each(WRAPS)('the ARN of a key as $name', ({ wrap }) => {
  test('passes in the region, account and partition of the stack', () => {
    expect(look((stack) => wrap(stack, OWN))).toEqual(NO);
  });

  test('is refused in another region', () => {
    expect(look((stack) => wrap(stack, OWN.replace('eu-west-1', 'us-east-1')))).toEqual({ errors: elsewhere('us-east-1', 'eu-west-1'), warnings: [] });
  });

  test('passes in another region whose passwords Teleport keeps', () => {
    expect(look((stack) => wrap(stack, OWN.replace('eu-west-1', 'eu-west-2')), { regions: ['eu-west-1', 'eu-west-2'] })).toEqual(NO);
  });

  test('is warned about in another account', () => {
    expect(look((stack) => wrap(stack, OWN.replace('123456789012', '210987654321')))).toEqual({ errors: [], warnings: ['keyOfAnotherAccount'] });
  });

  test('is refused in another partition', () => {
    expect(look((stack) => wrap(stack, OWN.replace('arn:aws:', 'arn:aws-cn:'))).errors)
      .toEqual(['\'encryptionKey\' must be in aws, the partition of Stack; got Stack/Key, in aws-cn']);
  });
});

describe('as far as it is known', () => {
  test('the region and account of the template are those of the stack', () => {
    expect(look(() => `arn:${Aws.PARTITION}:kms:${Aws.REGION}:${Aws.ACCOUNT_ID}:key/a-1`)).toEqual(NO);
    expect(look(() => `arn:${Aws.PARTITION}:kms:${Aws.REGION}:${Aws.ACCOUNT_ID}:key/a-1`, { regions: ['eu-west-2'] }).errors)
      .toEqual(elsewhere('eu-west-1', 'eu-west-2'));
  });

  test.each(['eu-west-1', 'us-east-1'])('a token for the region alone is compared: %s', (region) => {
    expect(look(() => `arn:${Aws.PARTITION}:kms:${Lazy.string({ produce: () => region })}:123456789012:key/a-1`))
      .toEqual(region === 'eu-west-1' ? NO : { errors: elsewhere(region, 'eu-west-1'), warnings: [] });
  });

  test('any region passes in a stack that has none', () => {
    expect(look((stack) => WRAPS[0].wrap(stack, OWN), {}, {})).toEqual(NO);
  });

  test('what follows a part that only the deployment knows is not guessed', () => {
    const place = (stack: Stack) => new CfnParameter(stack, 'Place', { allowedPattern: '[a-z0-9:-]+' }).valueAsString;
    expect(look((stack) => `arn:aws:kms:${place(stack)}:123456789012:key/a-1`)).toEqual(NO);
    expect(look((stack) => Fn.join('', [place(stack), ':us-east-1:210987654321:key/a-1']))).toEqual(NO);
    expect(look((stack) => Fn.join('', ['arn:aws:kms:', place(stack), ':key/a-1']))).toEqual(NO);
  });
});
