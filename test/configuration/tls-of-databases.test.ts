import { CfnCondition, CfnMapping, CfnOutput, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import {
  AssumedRole, DatabaseProtocol, DatabaseRegistration, DatabaseTls, DatabaseTlsMode, RdsDatabase, RedshiftServerlessDatabase,
  TeleportAgentConfiguration, TeleportDatabaseAccess,
} from '../../src';
import { roleIn, stackIn } from '../support/template';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n-----END CERTIFICATE-----\n';

function specOf(database: RdsDatabase | RedshiftServerlessDatabase, stack = stackIn()) {
  const policies = [new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [database] })];
  const [{ spec }] = new TeleportAgentConfiguration({ policies }).databases().content;
  return stack.resolve(spec);
}

const orders = (tls: DatabaseTls) => RdsDatabase.fromResourceId('db-ABC', {
  databaseUsers: ['reader'],
  registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com', tls },
});

describe('endpoints that somebody added to a database', () => {
  const CUSTOM = 'ro.endpoint.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com';
  const DEFAULT = 'px.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com';
  const px = (registration: DatabaseRegistration) => RdsDatabase.fromResourceId('prx-0abc', {
    databaseUsers: ['reader'], registration: { name: 'px', protocol: DatabaseProtocol.POSTGRES, ...registration },
  });

  test('of an RDS Proxy want the name in the certificate', () => {
    expect(() => specOf(px({ host: CUSTOM }))).toThrow('\'registration.tls.serverName\' must be given for prx-0abc, because the certificate of this endpoint has '
      + 'another name; got nothing; give the default endpoint of the proxy, or the endpoint of the workgroup');
    expect(specOf(px({ host: CUSTOM, tls: { serverName: DEFAULT } })).tls).toEqual({ server_name: DEFAULT });
    expect(specOf(px({ host: CUSTOM, tls: { mode: DatabaseTlsMode.VERIFY_CA } })).tls).toEqual({ mode: 'verify-ca' });
    expect(specOf(px({ host: DEFAULT })).tls).toBeUndefined();
  });

  test('of a proxy of the app have the name of its default endpoint', () => {
    for (const isDefined of [false, true]) {
      const stack = stackIn();
      const proxy = rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
        dbProxyArn: 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0abc', dbProxyName: 'px', endpoint: DEFAULT, securityGroups: [],
      });
      const endpoint = new rds.CfnDBProxyEndpoint(stack, 'Endpoint', { dbProxyName: 'px', dbProxyEndpointName: 'ro', vpcSubnetIds: ['subnet-0'] });
      const host = isDefined ? endpoint.attrEndpoint : CUSTOM;
      const database = RdsDatabase.fromProxy(proxy, { databaseUsers: ['reader'], registration: { name: 'px', protocol: DatabaseProtocol.POSTGRES, host } });
      expect(specOf(database, stack).tls).toEqual({ server_name: DEFAULT });
    }
  });

  test('are no endpoints for SQL Server, whose agent would not start', () => {
    const sqlServer = (host: string) => specOf(px({ host, protocol: DatabaseProtocol.SQLSERVER, tls: { serverName: DEFAULT } }));
    expect(() => sqlServer(CUSTOM)).toThrow('\'registration.host\' must be the default endpoint of prx-0abc, because Teleport takes no other for sqlserver');
    expect(sqlServer(DEFAULT).protocol).toBe('sqlserver');
  });

  const HOSTS: [string, (stack: Stack, host: string) => string][] = [
    ['allowed values', (stack, host) => new CfnParameter(stack, 'Host', { allowedValues: [host] }).valueAsString],
    ['a default', (stack, host) => new CfnParameter(stack, 'Host', { default: host, allowedPattern: '[a-z0-9.-]+' }).valueAsString],
    ['a lazy text', (_, host) => Lazy.string({ produce: () => host })],
    ['a branch', (stack, host) => Fn.conditionIf(new CfnCondition(stack, 'Is').logicalId, host, DEFAULT).toString()],
    ['a mapping', (stack, host) => new CfnMapping(stack, 'Hosts', { mapping: { here: { host } } }).findInMap('here', 'host')],
    ['a region of the deployment', (_, host) => Fn.sub(host.replace('eu-west-1', '${AWS::Region}'))],
  ];

  test.each(HOSTS)('are known in %s too', (_, hostIn) => {
    const specWith = (host: string, registration: DatabaseRegistration) => {
      const stack = stackIn();
      return specOf(px({ host: hostIn(stack, host), ...registration }), stack);
    };
    const sqlServer = { protocol: DatabaseProtocol.SQLSERVER };
    expect(() => specWith(CUSTOM, sqlServer)).toThrow(/^'registration.host' must be the default endpoint of prx-0abc, .*; got "ro\.endpoint\.proxy-/);
    expect(specWith(DEFAULT, sqlServer).protocol).toBe('sqlserver');
    expect(() => specWith(CUSTOM, {})).toThrow('\'registration.tls.serverName\' must be given for prx-0abc');
    expect(specWith(CUSTOM, { tls: { serverName: DEFAULT } }).tls).toEqual({ server_name: DEFAULT });
    expect(specWith(DEFAULT, {}).tls).toBeUndefined();
  });

  test('may be of a host that nobody knows yet', () => {
    let known: string | undefined;
    const host = Lazy.string({
      produce: () => {
        if (known === undefined) {
          throw new Error('not yet');
        }
        return known;
      },
    });
    const stack = stackIn();
    const policies = [new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [px({ host })] })];
    const { content } = new TeleportAgentConfiguration({ policies }).databases();
    known = DEFAULT;
    expect(stack.resolve(content)[0].spec.uri).toBe(`${DEFAULT}:5432`);
  });

  test('of Redshift Serverless have the name of the workgroup\'s endpoint', () => {
    const reports = (host: string) => {
      const stack = stackIn();
      const databaseRoles = [AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Reader', 'arn:aws:iam::123456789012:role/reader'))];
      const database = RedshiftServerlessDatabase.fromWorkgroupName('reports', { databaseRoles, registration: { host } });
      return specOf(database, stack).tls;
    };
    const suffix = '123456789012.eu-west-1.redshift-serverless.amazonaws.com';
    expect(reports(`vpce-endpoint-abcdefghij0123456789.${suffix}`)).toEqual({ server_name: `reports.${suffix}` });
    expect(reports(`reports.${suffix}`)).toBeUndefined();
  });
});

test.each(['not a certificate', '', '-----BEGIN CERTIFICATE-----', '/etc/ca.pem', PEM.replace(/MII\w+/, ''), PEM.replace(/MII\w+/, '===='), PEM.replaceAll('CERTIFICATE', 'PRIVATE KEY')])('%p is no certificate', (caCertificate) => {
  expect(() => orders({ caCertificate })).toThrow('\'registration.tls.caCertificate\' must be a certificate in PEM');
});

test.each([PEM, PEM.trim(), PEM + PEM, PEM.replace('MII', '\nMII'), PEM.replaceAll('\n', '\r\n'), `# the authority of AWS\n${PEM}`])('certificates in PEM are taken', (caCertificate) => {
  expect(specOf(orders({ caCertificate })).tls).toEqual({ ca_cert: caCertificate });
});

test.each(['', ' ', PEM])('%p is no path of a file', (caCertificateFile) => {
  expect(() => orders({ caCertificateFile })).toThrow('\'registration.tls.caCertificateFile\' must be the path of a file; got ');
  expect(() => orders({ caCertificateFile: 'ca bundle.pem' })).not.toThrow();
});

test.each(['', 'a b', 'px.example.com:5432', 'https://px.example.com'])('%p is no name in a certificate', (serverName) => {
  expect(() => specOf(orders({ serverName }))).toThrow(`'registration.tls.serverName' must be a host name without protocol and port for db-ABC; got ${JSON.stringify(serverName)}`);
  const stack = stackIn();
  const allowed = new CfnParameter(stack, 'Name', { allowedValues: ['px.example.com', serverName] }).valueAsString;
  const policies = [new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [orders({ serverName: allowed })] })];
  new CfnOutput(stack, 'Databases', { value: new TeleportAgentConfiguration({ policies }).databases().toYaml() });
  expect(() => Template.fromStack(stack)).toThrow('\'registration.tls.serverName\' must be a host name without protocol and port');
  expect(specOf(orders({ serverName: 'px.example.com' })).tls).toEqual({ server_name: 'px.example.com' });
});
