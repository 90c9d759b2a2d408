import { App, CfnCondition, CfnParameter, CfnResource, CustomResource, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { AssumedRole, DatabaseProtocol, RdsDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess } from '../../src';
import { validationErrors } from '../support/synthesis-errors';
import { propertiesOf, roleIn, stackIn } from '../support/template';

const reader = { databaseUsers: ['reader'] };

/** What is wrong with an app, and what the first resource of the policy is. */
function opening(stack: Stack, database: RdsDatabase) {
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [database] });
  return validationErrors(stack);
}

describe('a read replica has its resource ID in the policy and in the configuration', () => {
  const FLAG = '@aws-cdk/aws-rds:setCorrectValueForDatabaseInstanceReadReplicaInstanceResourceId';

  test.each([[false], [true]])('where the feature flag of CDK is %s', (flag) => {
    const stack = stackIn(undefined, 'Stack', new App({ context: { [FLAG]: flag } }));
    const sourceDatabaseInstance = rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Orders', {
      instanceIdentifier: 'orders', instanceEndpointAddress: 'orders.example', port: 5432, securityGroups: [],
    });
    const replica = new rds.DatabaseInstanceReadReplica(stack, 'Replica', {
      sourceDatabaseInstance,
      iamAuthentication: true,
      instanceType: new ec2.InstanceType('t4g.micro'),
      vpc: new ec2.Vpc(stack, 'Vpc', { natGateways: 0 }),
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });
    const database = RdsDatabase.fromInstance(replica, { ...reader, registration: { protocol: DatabaseProtocol.POSTGRES } });
    const access = new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [database] });
    const resourceId = { 'Fn::GetAtt': ['ReplicaDDFB2A87', 'DbiResourceId'] };
    const [{ PolicyDocument: { Statement } }] = propertiesOf(stack, 'AWS::IAM::ManagedPolicy');
    expect(Statement.find(({ Sid }: any) => Sid === 'RDSConnect').Resource['Fn::Join'][1].slice(-2)).toEqual([resourceId, '/reader']);
    const [document] = stack.resolve(new TeleportAgentConfiguration({ policies: [access] }).databases().content);
    expect(document.spec.aws.rds).toEqual({ instance_id: { Ref: 'ReplicaDDFB2A87' }, resource_id: resourceId });
  });
});

describe('an attribute in the place of a resource ID', () => {
  const instance = (stack: Stack) => new rds.CfnDBInstance(stack, 'Instance', { enableIamDatabaseAuthentication: true });
  const cluster = (stack: Stack) => new rds.CfnDBCluster(stack, 'Cluster', { enableIamDatabaseAuthentication: true });
  const proxy = (stack: Stack) => new rds.CfnDBProxy(stack, 'Proxy', {
    dbProxyName: 'orders', engineFamily: 'POSTGRESQL', roleArn: 'arn:aws:iam::123456789012:role/proxy', vpcSubnetIds: ['subnet-1', 'subnet-2'],
  });
  const found = (what: string, wayOut: string) => [
    '\'resourceId\' must be an AWS resource ID: db-... (instance), cluster-... (Aurora) or prx-... (proxy), as the Configuration tab of the RDS console shows it, '
    + `at most 34 characters; got "<Stack/${what}>", which a token turns out to be; pass ${wayOut}`,
  ];
  const OF_INSTANCE = 'its \'attrDbiResourceId\'';
  const OF_CLUSTER = 'its \'attrDbClusterResourceId\'';
  const OF_PROXY = 'the last part of its \'attrDbProxyArn\'';

  test.each<[string, (stack: Stack) => string, string[]]>([
    ['the ARN of an instance', (stack) => instance(stack).attrDbInstanceArn, found('Instance.DBInstanceArn', OF_INSTANCE)],
    ['the name of an instance', (stack) => instance(stack).ref, found('Instance.Ref', OF_INSTANCE)],
    ['the endpoint of an instance, behind a Lazy', (stack) => {
      const { attrEndpointAddress } = instance(stack);
      return Lazy.string({ produce: () => attrEndpointAddress });
    }, found('Instance.Endpoint.Address', OF_INSTANCE)],
    ['the ARN of an instance, by its logical id', (stack) => Fn.getAtt(stack.getLogicalId(instance(stack)), 'DBInstanceArn').toString(), found('Instance.DBInstanceArn', OF_INSTANCE)],
    ['the name of an instance, in Fn::Sub', (stack) => Fn.sub(`\${${stack.getLogicalId(instance(stack))}}`), found('Instance.Ref', OF_INSTANCE)],
    ['the ARN of an instance, in one branch', (stack) => {
      const { attrDbInstanceArn, attrDbiResourceId } = instance(stack);
      return Fn.conditionIf(new CfnCondition(stack, 'Is').logicalId, attrDbiResourceId, attrDbInstanceArn).toString();
    }, found('Instance.DBInstanceArn', OF_INSTANCE)],
    ['the name of a cluster', (stack) => cluster(stack).ref, found('Cluster.Ref', OF_CLUSTER)],
    ['a name behind a prefix', (stack) => `cluster-${cluster(stack).ref}`, found('Cluster.Ref', OF_CLUSTER)],
    ['the ARN of a proxy', (stack) => proxy(stack).attrDbProxyArn, found('Proxy.DBProxyArn', OF_PROXY)],

    ['the ID of an instance', (stack) => instance(stack).attrDbiResourceId, []],
    ['the ID of an instance, by its logical id', (stack) => Fn.getAtt(stack.getLogicalId(instance(stack)), 'DbiResourceId').toString(), []],
    ['the ID of an instance, in Fn::Sub', (stack) => Fn.sub(`\${${stack.getLogicalId(instance(stack))}.DbiResourceId}`), []],
    ['the ID of an instance, in both branches', (stack) => {
      const { attrDbiResourceId } = instance(stack);
      return Fn.conditionIf(new CfnCondition(stack, 'Is').logicalId, attrDbiResourceId, attrDbiResourceId).toString();
    }, []],
    ['the ID of a cluster', (stack) => cluster(stack).attrDbClusterResourceId, []],
    ['the last part of the ARN of a proxy', (stack) => Fn.select(6, Fn.split(':', proxy(stack).attrDbProxyArn)), []],
    ['a parameter', (stack) => new CfnParameter(stack, 'Id', { allowedPattern: 'db-[A-Z0-9]+' }).valueAsString, []],
    ['an import', () => Fn.importValue('orders-id'), []],
    ['what a custom resource finds', (stack) => new CustomResource(stack, 'Find', { serviceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:find' }).getAttString('Arn'), []],
    ['what a resource of another type has', (stack) => new CfnResource(stack, 'Other', { type: 'AWS::RDS::DBShardGroup' }).getAtt('DBShardGroupResourceId').toString(), []],
  ])('%s', (_, id, errors) => {
    const stack = stackIn();
    expect(opening(stack, RdsDatabase.fromResourceId(id(stack), reader))).toEqual(errors);
  });

  test('is found in the import of an instance', () => {
    const stack = stackIn();
    const orders = (instanceResourceId: string) => rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Orders', {
      instanceIdentifier: 'orders', instanceResourceId, instanceEndpointAddress: 'orders.example', port: 5432, securityGroups: [],
    });
    expect(opening(stack, RdsDatabase.fromInstance(orders(instance(stack).attrDbInstanceArn), reader))).toEqual(found('Instance.DBInstanceArn', OF_INSTANCE));
  });

  test('is found across stacks', () => {
    const stack = stackIn();
    const nested = new NestedStack(stack, 'Nested');
    const { ref, attrDbiResourceId } = instance(stack);
    expect(opening(new NestedStack(nested, 'Wrong'), RdsDatabase.fromResourceId(ref, reader))).toEqual(found('Instance.Ref', OF_INSTANCE));
    nested.node.tryRemoveChild('Wrong');
    expect(opening(nested, RdsDatabase.fromResourceId(attrDbiResourceId, reader))).toEqual([]);
  });

  test.each([['DBInstanceArn', found('Instance.DBInstanceArn', OF_INSTANCE)], ['DbiResourceId', []]])('is found in what a parameter of a nested stack is given: %s', (attribute, errors) => {
    const stack = stackIn();
    const nested = new NestedStack(stack, 'Nested', { parameters: { Id: instance(stack).getAtt(attribute).toString() } });
    const id = new CfnParameter(nested, 'Id').valueAsString;
    expect(opening(nested, RdsDatabase.fromResourceId(id, reader))).toEqual(errors);
  });

  test('is found in the configuration, where the database is behind a role, which needs no resource ID', () => {
    const stack = stackIn();
    const assumedRole = AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Reader', 'arn:aws:iam::123456789012:role/reader'));
    const orders = rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Orders', {
      instanceIdentifier: 'orders', instanceResourceId: instance(stack).ref, instanceEndpointAddress: 'orders.example', port: 5432, securityGroups: [],
    });
    const registration = { protocol: DatabaseProtocol.POSTGRES };
    const access = new TeleportDatabaseAccess(stack, 'Policy', {
      target: roleIn(stack), databases: [RdsDatabase.fromInstance(orders, { ...reader, assumedRole, registration })],
    });
    expect(() => stack.resolve(new TeleportAgentConfiguration({ policies: [access] }).databases().content)).toThrow(found('Instance.Ref', OF_INSTANCE)[0]);
  });
});
