import { Aws } from 'aws-cdk-lib';
import { DatabaseProtocol, DatabaseType, RdsDatabase, TeleportAgentConfiguration } from '../../src';
import { instanceWith, JOIN, labelReplaced, Selected, warnedOfLabels, withGroup } from '../support/replaced-labels';


describe('nothing is said', () => {
  test.each<[string, { [key: string]: string }]>([
    ['that is the region', { region: 'eu-west-1' }],
    ['that CloudFormation makes the region', { region: Aws.REGION }],
    ['that is the account', { 'account-id': '123456789012' }],
    ['that CloudFormation makes the account', { 'account-id': Aws.ACCOUNT_ID }],
    ['with a capital', { Region: 'emea' }],
    ['of a longer key', { 'region-name': 'emea' }],
    ['that no selector demands', { 'vpc-id': 'legacy' }],
    ['of the engine', { engine: 'mine' }],
  ])('of a tag %s', (_, tags) => {
    expect(warnedOfLabels(instanceWith(tags))).toEqual([]);
  });

  test.each<[string, Selected]>([
    ['if the Database Service discovers by itself', { write: (agent) => agent.teleportYaml(JOIN) }],
    ['of a Discovery Service alone', { write: (agent) => agent.discoveryService({ discoveryGroup: 'prod' }) }],
    ['if \'resourceLabels\' select by other labels', { write: (agent) => agent.teleportYaml({ ...JOIN, discoveryGroup: 'prod', resourceLabels: { env: ['prod'] } }) }],
    ['if \'resourceLabels\' name the tag', { write: (agent) => agent.teleportYaml({ ...JOIN, discoveryGroup: 'prod', resourceLabels: { region: ['emea'] } }) }],
    ['if \'resourceLabels\' have a pattern of the tag', { write: (agent) => agent.dbService({ discoverDatabases: false, resourceLabels: { region: ['em*'] } }) }],
    ['if \'resourceLabels\' have an expression', { write: (agent) => agent.dbService({ discoverDatabases: false, resourceLabels: { region: ['^em(ea|us)$'] } }) }],
    ['if \'resourceLabels\' are all', { write: (agent) => agent.dbService({ discoverDatabases: false, resourceLabels: { '*': ['*'] } }) }],
    ['if \'resourceLabels\' select no such database anyway', {
      vpcId: 'vpc-0abc', write: (agent) => agent.teleportYaml({ ...JOIN, discoveryGroup: 'prod', resourceLabels: { env: ['prod'] } }),
    }],
    ['if a database is in another region', { declared: { regions: ['eu-central-1'] } }],
    ['if a database lacks the tags of the matcher', { declared: { databaseTags: { env: ['prod'] } } }],
    ['if a database is only registered', {
      declared: {
        databaseTypes: [DatabaseType.MEMORYDB],
        databases: [RdsDatabase.fromResourceId('db-ABC', {
          databaseUsers: ['reader'],
          registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com', labels: { region: 'emea' } },
        })],
      },
    }],
  ])('%s', (_, given) => {
    expect(warnedOfLabels(instanceWith({ region: 'emea', env: 'dev' }), given)).toEqual([]);
  });

  test('of the tag of another selected region, which does not hide the database', () => {
    expect(warnedOfLabels(instanceWith({ region: 'eu-central-1' }), { declared: { regions: ['eu-west-1', 'eu-central-1'] } })).toEqual([]);
  });
});

describe('a selection is', () => {
  const discoverElsewhere = (agent: TeleportAgentConfiguration) => agent.teleportYaml({ ...JOIN, discoverDatabases: false });
  test.each<[string, Selected]>([
    ['that of values for Helm', { write: (agent) => agent.helmValues({ ...JOIN, discoveryGroup: 'prod' }) }],
    ['that of a service next to a discovery_config', { write: (agent) => [agent.discoveryConfig({ name: 'a', discoveryGroup: 'b' }), agent.dbService({ discoverDatabases: false })] }],
    ['that of a file next to another Discovery Service', { write: discoverElsewhere }],
    ['one that has the tags of the matcher', { declared: { databaseTags: { env: ['prod', 'dev'] } } }],
    ['one of several', { declared: { regions: ['eu-central-1', 'eu-west-1'] }, write: discoverElsewhere }],
    ['that of the VPC, next to other labels', {
      vpcId: 'vpc-0abc', write: (agent) => agent.teleportYaml({ ...JOIN, discoveryGroup: 'prod', resourceLabels: { env: ['dev'] } }),
    }],
    ['written twice', { write: (agent) => [withGroup(agent), withGroup(agent)] }],
  ])('%s', (_, given) => {
    expect(warnedOfLabels(instanceWith({ region: 'emea', env: 'dev' }), given)).toEqual([labelReplaced('Stack/Db', 'region', 'emea', given.declared?.regions?.join(' or ') ?? 'eu-west-1')]);
  });
});

