import { App, Aspects, CfnElement, CfnParameter, CfnResource, Fn, Lazy, Stack, Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as docdb from 'aws-cdk-lib/aws-docdb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as memorydb from 'aws-cdk-lib/aws-memorydb';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as redshift from 'aws-cdk-lib/aws-redshift';
import * as redshiftserverless from 'aws-cdk-lib/aws-redshiftserverless';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';
import { RdsDatabase, TeleportDatabaseAccess, TeleportReadyDatabases, TeleportReadyDatabasesProps } from '../../src';
import { roleIn, stackIn, warningsBelow, warningsOf } from '../support/template';

/** The properties of the only resource of a type, in a scope that is made ready. */
function ready(define: (stack: Stack) => IConstruct, type: string, props?: TeleportReadyDatabasesProps): any {
  const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
  define(stack);
  Aspects.of(stack).add(new TeleportReadyDatabases(props));
  const [resource] = Object.values(Template.fromStack(stack).findResources(type));
  return resource.Properties;
}

const postgres = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 });
const instanceOf = (engine: rds.IInstanceEngine = postgres, props: Partial<rds.DatabaseInstanceProps> = {}) => (stack: Stack) =>
  new rds.DatabaseInstance(stack, 'Orders', { vpc: new ec2.Vpc(stack, 'Vpc'), engine, ...props });
const clusterOf = (engine: rds.IClusterEngine) => (stack: Stack) =>
  new rds.DatabaseCluster(stack, 'Orders', { vpc: new ec2.Vpc(stack, 'Vpc'), engine, writer: rds.ClusterInstance.serverlessV2('Writer') });
const aurora = clusterOf(rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }));
const proxy = (stack: Stack) => {
  const instance = instanceOf()(stack);
  return instance.addProxy('Pool', { secrets: [instance.secret!], vpc: instance.vpc, requireTLS: false });
};

const replicaOf = (stack: Stack, sourceDbInstanceIdentifier: string, enableIamDatabaseAuthentication?: boolean) =>
  new rds.CfnDBInstance(stack, 'Replica', { sourceDbInstanceIdentifier, enableIamDatabaseAuthentication });

describe('IAM authentication of a replica follows the engine of its source', () => {
  const propertiesOf = (define: (stack: Stack) => IConstruct) => {
    const stack = stackIn();
    const replica = define(stack);
    Aspects.of(stack).add(new TeleportReadyDatabases());
    const { Properties } = Template.fromStack(stack).toJSON().Resources[stack.getLogicalId(replica.node.defaultChild as CfnElement ?? replica)];
    return { isOn: Properties.EnableIAMDatabaseAuthentication, warnings: warningsOf(stack) };
  };
  const on = { isOn: true, warnings: [] };
  const off = { isOn: undefined, warnings: [] };
  const unknown = { isOn: undefined, warnings: ['cdk-teleport-database-access:iamAuthenticationDisabled'] };
  const l1 = (engine: string) => (stack: Stack) => replicaOf(stack, new rds.CfnDBInstance(stack, 'Orders', { engine }).ref);
  const l2 = (engine: rds.IInstanceEngine) => (stack: Stack) => {
    const sourceDatabaseInstance = instanceOf(engine)(stack);
    return new rds.DatabaseInstanceReadReplica(stack, 'Replica', { sourceDatabaseInstance, vpc: sourceDatabaseInstance.vpc, instanceType: new ec2.InstanceType('m5.large') });
  };
  const restored = (change: (stack: Stack, orders: rds.CfnDBInstance) => void) => (stack: Stack) => {
    const orders = new rds.CfnDBInstance(stack, 'Restored', { dbSnapshotIdentifier: 'orders' });
    change(stack, orders);
    return orders;
  };
  const replicaOfReplica = (stack: Stack) => new rds.CfnDBInstance(stack, 'Second', { sourceDbInstanceIdentifier: l1('oracle-ee')(stack).attrDbInstanceArn });

  test.each<[string, (stack: Stack) => IConstruct, object]>([
    ['PostgreSQL', l1('postgres'), on],
    ['Oracle', l1('oracle-ee'), off],
    ['PostgreSQL, as L2 constructs', l2(postgres), on],
    ['Oracle, as L2 constructs', l2(rds.DatabaseInstanceEngine.ORACLE_EE), off],
    ['SQL Server, as L2 constructs', l2(rds.DatabaseInstanceEngine.SQL_SERVER_EE), off],
    ['a replica of Oracle', replicaOfReplica, off],
    ['what another app defines', (stack) => replicaOf(stack, 'orders'), unknown],
    ['what another app defines, whose engine is given', (stack) => new rds.CfnDBInstance(stack, 'Replica', { sourceDbInstanceIdentifier: 'orders', engine: 'mysql' }), on],
    ['a snapshot', (stack) => new rds.CfnDBInstance(stack, 'Restored', { dbSnapshotIdentifier: 'orders' }), unknown],
    ['a snapshot, and an override turns it on', restored((_, orders) => orders.addPropertyOverride('EnableIAMDatabaseAuthentication', true)), on],
    ['a snapshot, and an override turns it off', restored((_, orders) => orders.addPropertyOverride('EnableIAMDatabaseAuthentication', false)), { ...unknown, isOn: false }],
    ['a snapshot, and a token turns it on', restored((_, orders) => {
      orders.enableIamDatabaseAuthentication = Lazy.any({ produce: () => true });
    }), on],
    ['a snapshot, and a token turns it off', restored((_, orders) => {
      orders.enableIamDatabaseAuthentication = Lazy.any({ produce: () => false });
    }), { ...unknown, isOn: false }],
    ['a snapshot, and a parameter decides', restored((stack, orders) => {
      orders.addPropertyOverride('EnableIAMDatabaseAuthentication', new CfnParameter(stack, 'Iam').value);
    }), { isOn: { Ref: 'Iam' }, warnings: [] }],
    ['what a parameter chooses', (stack) => l1(new CfnParameter(stack, 'Engine').valueAsString)(stack), unknown],
  ])('%s', (_, define, expected) => {
    expect(propertiesOf(define)).toMatchObject(expected);
  });

  test('a circle of replicas, which CloudFormation refuses, is unknown', () => {
    const stack = stackIn();
    const replica = replicaOf(stack, 'orders');
    replica.sourceDbInstanceIdentifier = new rds.CfnDBInstance(stack, 'Second', { sourceDbInstanceIdentifier: replica.attrDbInstanceArn }).ref;
    new TeleportReadyDatabases().applyTo(replica);
    expect(replica.enableIamDatabaseAuthentication).toBeUndefined();
    expect(warningsBelow(stack)).toEqual(['cdk-teleport-database-access:iamAuthenticationDisabled']);
  });
});

describe('IAM authentication', () => {
  test.each<{ of: string; define: (stack: Stack) => IConstruct; type: string; expected?: boolean }>([
    { of: 'a PostgreSQL instance', define: instanceOf(), type: 'AWS::RDS::DBInstance', expected: true },
    { of: 'an instance that says no', define: instanceOf(postgres, { iamAuthentication: false }), type: 'AWS::RDS::DBInstance', expected: true },
    { of: 'a replica of an instance that the app does not define', define: (stack) => replicaOf(stack, 'orders'), type: 'AWS::RDS::DBInstance' },
    { of: 'a replica of an instance that the app does not define, if somebody turned it on', define: (stack) => replicaOf(stack, 'orders', true), type: 'AWS::RDS::DBInstance', expected: true },
    { of: 'an Aurora cluster', define: aurora, type: 'AWS::RDS::DBCluster', expected: true },
    { of: 'an instance of a cluster, which has that of the cluster', define: aurora, type: 'AWS::RDS::DBInstance' },
    { of: 'an Oracle instance, which has none', define: instanceOf(rds.DatabaseInstanceEngine.ORACLE_EE), type: 'AWS::RDS::DBInstance' },
    { of: 'an SQL Server instance, which has none', define: instanceOf(rds.DatabaseInstanceEngine.SQL_SERVER_SE), type: 'AWS::RDS::DBInstance' },
    {
      of: 'an Aurora Serverless v1 cluster, which has none',
      type: 'AWS::RDS::DBCluster',
      define: (stack) => new rds.CfnDBCluster(stack, 'Orders', { engine: 'aurora-mysql', engineMode: 'serverless' }),
    },
  ])('of $of', ({ define, type, expected }) => {
    expect(ready(define, type).EnableIAMDatabaseAuthentication).toBe(expected);
  });

  test('may be left alone', () => {
    expect(ready(instanceOf(), 'AWS::RDS::DBInstance', { iamAuthentication: false }).EnableIAMDatabaseAuthentication).toBeUndefined();
  });

  test('of a proxy locks clients with passwords out, so it is asked for', () => {
    const secret = { Ref: expect.stringMatching(/^OrdersSecretAttachment/) };
    expect(ready(proxy, 'AWS::RDS::DBProxy')).toMatchObject({ Auth: [{ AuthScheme: 'SECRETS', IAMAuth: 'DISABLED', SecretArn: secret }], RequireTLS: false });
    expect(ready(proxy, 'AWS::RDS::DBProxy', { iamAuthenticationOfProxies: true }))
      .toMatchObject({ Auth: [{ AuthScheme: 'SECRETS', IAMAuth: 'REQUIRED', SecretArn: secret }], RequireTLS: true });
  });

  describe('of a proxy that takes it already stays as it is', () => {
    type Props = Partial<rds.CfnDBProxyProps>;
    const written = (props: Props, change: (made: rds.CfnDBProxy) => void = () => {}) => {
      const define = (stack: Stack) => {
        const made = new rds.CfnDBProxy(stack, 'Pool', {
          dbProxyName: 'pool', engineFamily: 'POSTGRESQL', roleArn: 'arn:aws:iam::123456789012:role/pool', vpcSubnetIds: ['subnet-0', 'subnet-1'], ...props,
        });
        change(made);
        return made;
      };
      const { Auth, RequireTLS } = ready(define, 'AWS::RDS::DBProxy', { iamAuthenticationOfProxies: true });
      return { Auth, RequireTLS };
    };
    const entry = (iamAuth?: string) => ({ authScheme: 'SECRETS', secretArn: 'orders', iamAuth });
    const Entry = (IAMAuth?: unknown) => ({ AuthScheme: 'SECRETS', SecretArn: 'orders', ...IAMAuth === undefined ? {} : { IAMAuth } });
    const endToEnd = (made: rds.CfnDBProxy) => made.addPropertyOverride('DefaultAuthScheme', 'IAM_AUTH');

    test.each<[string, Props, ((made: rds.CfnDBProxy) => void) | undefined, object]>([
      ['an entry that requires it', { auth: [entry('REQUIRED')] }, undefined, { Auth: [Entry('REQUIRED')] }],
      ['of SQL Server, passwords beside it', { engineFamily: 'SQLSERVER', auth: [entry('ENABLED')], requireTls: false }, undefined, { Auth: [Entry('ENABLED')], RequireTLS: false }],
      ['end to end', { defaultAuthScheme: 'IAM_AUTH' }, undefined, {}],
      ['end to end, with secrets for some users', { defaultAuthScheme: 'IAM_AUTH', auth: [entry('DISABLED'), entry()] }, undefined, { Auth: [Entry('DISABLED'), Entry()] }],
      ['end to end by an override', { auth: [entry('DISABLED')] }, endToEnd, { Auth: [Entry('DISABLED')] }],
      ['end to end by an override, without secrets', { auth: [entry('DISABLED')] }, (made) => {
        endToEnd(made);
        made.addPropertyDeletionOverride('Auth');
      }, {}],
      ['end to end by a token', { defaultAuthScheme: Lazy.string({ produce: () => 'IAM_AUTH' }), auth: [entry('DISABLED')] }, undefined, { Auth: [Entry('DISABLED')] }],
      ['by an override of an entry', { auth: [entry('DISABLED')], engineFamily: 'SQLSERVER' }, (made) => made.addPropertyOverride('Auth.0.IAMAuth', 'ENABLED'), { Auth: [Entry('ENABLED')] }],

      ['unless it is SQL Server with passwords alone, which then takes both', { engineFamily: 'SQLSERVER', auth: [entry('DISABLED'), entry('REQUIRED')] }, undefined,
        { Auth: [Entry('ENABLED'), Entry('REQUIRED')], RequireTLS: true }],
      ['unless the default is passwords', { defaultAuthScheme: 'NONE', auth: [entry('DISABLED')] }, undefined, { Auth: [Entry('REQUIRED')], RequireTLS: true }],
      ['unless an override makes passwords the default', { defaultAuthScheme: 'IAM_AUTH', auth: [entry()] }, (made) => made.addPropertyOverride('DefaultAuthScheme', 'NONE'),
        { Auth: [Entry('REQUIRED')], RequireTLS: true }],
      ['unless only one of its entries does', { auth: [entry('REQUIRED'), entry()] }, undefined, { Auth: [Entry('REQUIRED'), Entry('REQUIRED')], RequireTLS: true }],
      ['unless a parameter decides', { auth: [entry(Fn.ref('Iam'))] }, undefined, { Auth: [Entry('REQUIRED')], RequireTLS: true }],
      ['where a condition says so', { defaultAuthScheme: Fn.conditionIf('EndToEnd', 'IAM_AUTH', 'NONE').toString(), auth: [entry('DISABLED'), entry()] }, undefined, {
        Auth: [Entry({ 'Fn::If': ['EndToEnd', 'DISABLED', 'REQUIRED'] }), Entry({ 'Fn::If': ['EndToEnd', { Ref: 'AWS::NoValue' }, 'REQUIRED'] })], RequireTLS: true,
      }],
    ])('%s', (_, props, change, expected) => {
      expect(written(props, change)).toEqual(expected);
    });

    test.each<[string, Props, string[]]>([
      ['is warned about', {}, ['cdk-teleport-database-access:iamAuthenticationDisabled']],
      ['needs none of them end to end', { defaultAuthScheme: 'IAM_AUTH' }, []],
    ])('and one whose entries only the deployment knows %s', (_, props, expected) => {
      const stack = stackIn();
      const auth = Fn.conditionIf('Few', [Entry('DISABLED')], [Entry(), Entry()]);
      new rds.CfnDBProxy(stack, 'Pool', { dbProxyName: 'pool', engineFamily: 'MYSQL', roleArn: 'role', vpcSubnetIds: [], auth, ...props });
      Aspects.of(stack).add(new TeleportReadyDatabases({ iamAuthenticationOfProxies: true }));
      expect(warningsOf(stack)).toEqual(expected);
      Template.fromStack(stack).hasResourceProperties('AWS::RDS::DBProxy', { Auth: { 'Fn::If': ['Few', [Entry('DISABLED')], [Entry(), Entry()]] } });
    });

    test('and two aspects are as one', () => {
      const stack = stackIn();
      proxy(stack);
      Aspects.of(stack).add(new TeleportReadyDatabases({ iamAuthenticationOfProxies: true }));
      Aspects.of(stack.node.root).add(new TeleportReadyDatabases({ iamAuthenticationOfProxies: true }));
      Template.fromStack(stack).hasResourceProperties('AWS::RDS::DBProxy', { Auth: [{ IAMAuth: 'REQUIRED' }], RequireTLS: true });
    });
  });

  test('is then nothing to be warned about', () => {
    const stack = stackIn();
    const databases = [RdsDatabase.fromInstance(instanceOf()(stack), { databaseUsers: ['reader'] })];
    new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases });
    Aspects.of(stack).add(new TeleportReadyDatabases());
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('tags', () => {
  const tagged: { readonly [type: string]: (stack: Stack) => IConstruct } = {
    'AWS::RDS::DBInstance': instanceOf(),
    'AWS::RDS::DBCluster': aurora,
    'AWS::RDS::DBProxy': proxy,
    'AWS::Redshift::Cluster': (stack) => new redshift.CfnCluster(stack, 'D', { clusterType: 'single-node', dbName: 'a', masterUsername: 'admin', nodeType: 'ra3.large' }),
    'AWS::RedshiftServerless::Workgroup': (stack) => new redshiftserverless.CfnWorkgroup(stack, 'D', { workgroupName: 'reports' }),
    'AWS::ElastiCache::ReplicationGroup': (stack) => new elasticache.CfnReplicationGroup(stack, 'D', { replicationGroupDescription: 'sessions' }),
    'AWS::ElastiCache::ServerlessCache': (stack) => new elasticache.CfnServerlessCache(stack, 'D', { engine: 'valkey', serverlessCacheName: 'carts' }),
    'AWS::MemoryDB::Cluster': (stack) => new memorydb.CfnCluster(stack, 'D', { aclName: 'acl', clusterName: 'ledger', nodeType: 'db.t4g.small' }),
    'AWS::OpenSearchService::Domain': (stack) => new opensearch.CfnDomain(stack, 'D', {}),
    'AWS::DocDB::DBCluster': (stack) => new docdb.CfnDBCluster(stack, 'D', {}),
  };

  test.each(Object.keys(tagged))('of %s are those of the matcher', (type) => {
    expect(ready(tagged[type], type, { tags: { 'teleport-env': 'prod' } }).Tags).toEqual(expect.arrayContaining([{ Key: 'teleport-env', Value: 'prod' }]));
  });

  test('tell the admin user, where Teleport has one', () => {
    const admin = { adminUser: 'teleport-admin', adminDefaultDatabase: 'mysql' };
    const tags = [{ Key: 'teleport.dev/db-admin', Value: 'teleport-admin' }, { Key: 'teleport.dev/db-admin-default-database', Value: 'mysql' }];
    for (const type of ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::Redshift::Cluster']) {
      expect(ready(tagged[type], type, admin).Tags).toEqual(tags);
    }
    expect(ready(tagged['AWS::MemoryDB::Cluster'], 'AWS::MemoryDB::Cluster', admin).Tags).toBeUndefined();
    expect(ready(proxy, 'AWS::RDS::DBProxy', admin).Tags).toBeUndefined();
  });

  test('of anything else stay as they are', () => {
    expect(ready((stack) => new s3.Bucket(stack, 'Bucket'), 'AWS::S3::Bucket', { tags: { env: 'prod' } })).toBeUndefined();
  });
});

describe('a tag that something else replaces is warned about', () => {
  const tags = (stack: Stack, props: TeleportReadyDatabasesProps = { tags: { env: 'prod' } }) => Aspects.of(stack).add(new TeleportReadyDatabases(props));
  const messages = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data).split('. To acknowledge')[0]);
  const orders = (stack: Stack, props: Partial<rds.CfnDBInstanceProps> = {}) => new rds.CfnDBInstance(stack, 'Orders', { engine: 'postgres', ...props });
  const found = (what: string, tag = 'env=prod') => [`TeleportReadyDatabases sets the tag ${tag} on Stack/Orders, but the template has ${what}: `
    + 'remove the Tags.of(), \'tags\' or override that replaces it, or give the aspect its value'];

  test.each<[string, (stack: Stack) => void, string[]]>([
    ['by a tag of the app', (stack) => {
      tags(stack);
      orders(stack);
      Tags.of(stack.node.root).add('env', 'dev');
    }, found('dev')],
    ['by its own tags', (stack) => {
      tags(stack);
      orders(stack, { tags: [{ key: 'env', value: 'dev' }] });
    }, found('dev')],
    ['by an override', (stack) => {
      tags(stack);
      orders(stack).addPropertyOverride('Tags', [{ Key: 'env', Value: 'dev' }]);
    }, found('dev')],
    ['by an override of one value', (stack) => {
      tags(stack);
      orders(stack).addPropertyOverride('Tags.0.Value', 'dev');
    }, found('dev')],
    ['by nothing', (stack) => {
      tags(stack);
      orders(stack);
      Tags.of(stack).remove('env');
    }, found('none')],
    ['by an override with nothing', (stack) => {
      tags(stack);
      orders(stack).addPropertyDeletionOverride('Tags');
    }, found('none')],
    ['where CDK knows no tags', (stack) => {
      tags(stack);
      new CfnResource(stack, 'Orders', { type: 'AWS::RDS::DBInstance' });
    }, found('none')],
    ['that names the admin user', (stack) => {
      tags(stack, { adminUser: 'teleport' });
      orders(stack);
      Tags.of(stack).add('teleport.dev/db-admin', 'admin');
    }, found('admin', 'teleport.dev/db-admin=teleport')],

    ['with its own value', (stack) => {
      tags(stack);
      orders(stack, { tags: [{ key: 'env', value: 'prod' }] });
      Tags.of(stack.node.root).add('env', 'prod');
    }, []],
    ['unless another tag is meant', (stack) => {
      tags(stack);
      orders(stack);
      Tags.of(stack.node.root).add('team', 'orders');
    }, []],
    ['unless another resource is', (stack) => {
      tags(stack);
      orders(stack);
      Tags.of(stack).add('env', 'dev', { excludeResourceTypes: ['AWS::RDS::DBInstance'] });
    }, []],
    ['unless it is a value that a token turns out to be', (stack) => {
      tags(stack, { tags: { env: Lazy.string({ produce: () => 'prod' }) } });
      orders(stack, { tags: [{ key: 'env', value: 'prod' }] });
    }, []],
    ['unless it is the parameter that was given', (stack) => {
      tags(stack, { tags: { env: new CfnParameter(stack, 'Env').valueAsString } });
      orders(stack);
    }, []],
    ['unless a nearer aspect does it', (stack) => {
      tags(stack);
      Aspects.of(orders(stack)).add(new TeleportReadyDatabases({ tags: { env: 'dev' } }));
    }, []],
  ])('%s', (_, define, expected) => {
    const stack = stackIn();
    define(stack);
    expect(messages(stack)).toEqual(expected);
  });
});

test('it is a mixin, too: one resource at a time', () => {
  const stack = stackIn();
  const instance = new rds.CfnDBInstance(stack, 'Orders', { engine: 'postgres' });
  const mixin = new TeleportReadyDatabases();
  expect([instance, stack].map((construct) => mixin.supports(construct))).toEqual([true, false]);
  mixin.applyTo(instance);
  expect(instance.enableIamDatabaseAuthentication).toBe(true);
});

test.each<[string, object, string]>([
  ['a list of values', { tags: { env: ['prod'] } }, '\'tags\' must have keys and values that AWS takes: letters, digits, spaces and _.:/=+-@, one value each and no wildcard; got {"env":["prod"]}'],
  ['a wildcard', { tags: { env: 'prod-*' } }, '\'tags\' must have keys and values that AWS takes'],
  ['a tag of AWS', { tags: { 'aws:env': 'prod' } }, '\'tags\' must have keys and values that AWS takes'],
  ['a flag that is a text', { iamAuthentication: 'false' }, '\'iamAuthentication\' must be true or false; got "false"'],
  ['another flag that is a text', { iamAuthenticationOfProxies: 'false' }, '\'iamAuthenticationOfProxies\' must be true or false; got "false"'],
  ['a pattern for an admin', { adminUser: 'teleport-*' }, '\'adminUser\' must be a single database user of letters, digits and _.=+-@, because AWS takes no others in tags, at most 127 characters; got "teleport-*"'],
  ['an admin whom no tag can name', { adminUser: 'teleport#1' }, '\'adminUser\' must be a single database user of letters, digits and _.=+-@, because AWS takes no others in tags'],
  ['a database that no tag can name', { adminUser: 'teleport', adminDefaultDatabase: 'my*' }, '\'adminDefaultDatabase\' must be a single database of letters, digits, spaces and _.:/=+-@'],
  ['a database that is a number', { adminUser: 'teleport', adminDefaultDatabase: 3 }, '\'adminDefaultDatabase\' must be a single database of'],
  ['a list of tags', { tags: ['prod'] }, '\'tags\' must be an object of keys and values; got ["prod"]; leave it out for none'],
  ['a text for tags', { tags: 'prod' }, '\'tags\' must be an object of keys and values; got "prod"; leave it out for none'],
  ['no name for an admin', { adminUser: '' }, '\'adminUser\' must be'],
  ['a database of nobody', { adminDefaultDatabase: 'mysql' }, '\'adminDefaultDatabase\' must be left out without \'adminUser\'; got "mysql"'],
])('%s is refused', (_, props, message) => {
  expect(() => new TeleportReadyDatabases(props as TeleportReadyDatabasesProps)).toThrow(message);
});

describe('a tag that is a token has the outcome of a literal', () => {
  const wraps: { readonly [name: string]: (text: string) => string } = {
    'Lazy': (text) => Lazy.string({ produce: () => text }),
    'Fn.join()': (text) => Fn.join('', [text.slice(0, 1), text.slice(1)]),
    'Fn.conditionIf()': (text) => Fn.conditionIf('Always', text, 'a').toString(),
  };
  const cases: [string, (text: string) => TeleportReadyDatabasesProps, string][] = [
    ['a tag', (env) => ({ tags: { env } }), 'values of letters, digits, spaces and _.:/=+-@, as AWS takes them in tags, at most 256 characters'],
    ['an admin', (adminUser) => ({ adminUser }), 'a single database user of letters, digits and _.=+-@, because AWS takes no others in tags, at most 127 characters'],
    ['its database', (adminDefaultDatabase) => ({ adminUser: 'admin', adminDefaultDatabase }),
      'a single database of letters, digits, spaces and _.:/=+-@, because AWS takes no others in tags, at most 256 characters'],
  ];
  test.each(cases)('%s', (_, props, message) => {
    for (const wrap of Object.values(wraps)) {
      const tag = (text: string) => () => ready(instanceOf(), 'AWS::RDS::DBInstance', props(wrap(text)));
      expect(tag('prod*')).toThrow(`must be ${message}; got "prod*", which a token turns out to be; correct what the token resolves to`);
      expect(tag('prod_1')).not.toThrow();
    }
  });
});
