import { Stack } from 'aws-cdk-lib';
import {
  DatabaseProtocol, DatabaseType, RdsDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportDatabaseAccessProps, TeleportDocument,
} from '../../src';
import { roleIn, stackIn } from '../support/template';

export const PROXY = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'agent' };

export type Declared = Omit<TeleportDatabaseAccessProps, 'target'>;
export type Make = (configuration: TeleportAgentConfiguration) => TeleportDocument;

export function configurationOf(declared: (stack: Stack) => Declared, teleportVersion?: string): TeleportAgentConfiguration {
  const stack = stackIn();
  const target = roleIn(stack, 'Agent', { roleName: 'teleport-agent' });
  return new TeleportAgentConfiguration({ policies: [new TeleportDatabaseAccess(stack, 'Access', { target, ...declared(stack) })], teleportVersion });
}

export const postgres = (registration: object) => () => ({
  databases: [RdsDatabase.fromResourceId('db-ABC', {
    databaseUsers: ['*'],
    registration: {
      name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com', ...registration,
    },
  })],
});
export const finds = (...databaseTypes: DatabaseType[]) => () => ({ databaseTypes });
export const file: Make = (configuration) => configuration.teleportYaml(PROXY);
export const databases: Make = (configuration) => configuration.databases();
