import { Aws, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import * as rds from 'aws-cdk-lib/aws-rds';
import { AssumedRole, OpenSearchDatabase, RdsDatabase, TeleportDatabase, TeleportDatabaseAccess } from '../../src';
import { validationErrors } from '../support/synthesis-errors';
import { roleIn, stackIn } from '../support/template';

/** With the account of the users, if they are roles: Teleport takes them for roles of the account in which it is. */
type Import = (stack: Stack, arn: string, assumedRole?: AssumedRole, account?: string) => TeleportDatabase;

const OWN = 'arn:aws:service:eu-west-1:123456789012:';
const role = (stack: Stack, account: string, id: string) => AssumedRole.fromRole(iam.Role.fromRoleArn(stack, id, `arn:aws:iam::${account}:role/reader`));
const proxy: Import = (stack, arn, assumedRole) => RdsDatabase.fromProxy(rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Database', {
  dbProxyArn: arn, dbProxyName: 'orders', endpoint: 'orders.example', securityGroups: [],
}), { databaseUsers: ['reader'], assumedRole });
const domain: Import = (stack, arn, assumedRole, account = '123456789012') => OpenSearchDatabase.fromDomain(opensearch.Domain.fromDomainAttributes(stack, 'Database', {
  domainArn: arn, domainEndpoint: 'https://logs.example',
}), { databaseRoles: [role(stack, account, 'User')], assumedRole });

const WRAPS: readonly { readonly name: string; readonly wrap: (arn: string) => string }[] = [
  { name: 'a Lazy', wrap: (arn) => Lazy.string({ produce: () => arn }) },
  { name: 'Fn.join()', wrap: (arn) => Fn.join(':', arn.split(':')) },
  { name: 'Fn.sub()', wrap: (arn) => Fn.sub(arn) },
  { name: 'a branch of a condition', wrap: (arn) => Fn.conditionIf('Here', arn, arn).toString() },
];

describe.each<{ type: string; give: Import; service: string; resource: string }>([
  { type: 'a proxy', give: proxy, service: 'rds', resource: 'db-proxy:prx-0abc' },
  { type: 'an OpenSearch domain', give: domain, service: 'es', resource: 'domain/logs' },
])('$type', ({ give, service, resource }) => {
  const arnOf = (head: string) => `${head.replace('service', service)}${resource}`;
  const build = (arn: string, behind?: string) => {
    const stack = stackIn();
    const assumedRole = behind === undefined ? undefined : role(stack, behind, 'Role');
    new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [give(stack, arn, assumedRole, behind)] });
    return validationErrors(stack);
  };
  const account = '\'databases\' must be in the account of the stack, 123456789012, because IAM logins do not cross accounts; got Stack/Database in 210987654321; give it the role '
    + 'there that Teleport assumes (\'assumedRole\': AssumedRole.fromRole() of a role in 210987654321), which has a policy of its own';
  const partition = '\'databases\' must be in aws, the partition of Stack; got Stack/Database in aws-cn';

  test('imported by an ARN of another partition is refused, whatever its region', () => {
    expect(() => build(arnOf(OWN.replace('aws', 'aws-cn')))).toThrow(new Error(partition));
    expect(build(arnOf(OWN))).toEqual([]);
    expect(build(arnOf(OWN.replace('aws', Aws.PARTITION)))).toEqual([]);
  });

  describe.each(WRAPS)('imported by an ARN as $name', ({ wrap }) => {
    test('passes in the account, region and partition of the stack', () => {
      expect(build(wrap(arnOf(OWN)))).toEqual([]);
    });
    test('is refused in another account, unless a role is there', () => {
      const arn = wrap(arnOf(OWN.replace('123456789012', '210987654321')));
      expect(build(arn)).toEqual([account]);
      expect(build(arn, '210987654321')).toEqual([]);
      expect(build(arn, '333333333333')).toEqual(['\'assumedRole\' must be in the account of the database; got arn:aws:iam::333333333333:role/reader for Stack/Database in 210987654321']);
    });
    test('is refused in another partition', () => {
      expect(build(wrap(arnOf(OWN.replace('aws', 'aws-cn'))))).toEqual([partition]);
    });
    test('is refused in a region that the policy does not name', () => {
      expect(build(wrap(arnOf(OWN.replace('eu-west-1', 'eu-west-2'))))).toEqual([
        '\'databases\' must be in eu-west-1, where the policy allows to connect to Stack/Database; got eu-west-2; import it by an ARN that is no token, or into a stack of that region',
      ]);
    });
  });
});

test('what only the deployment knows is not compared', () => {
  const stack = stackIn();
  const arn = new CfnParameter(stack, 'Arn', { allowedPattern: '[a-z0-9:-]+' }).valueAsString;
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [proxy(stack, arn)] });
  expect(validationErrors(stack)).toEqual([]);
});
