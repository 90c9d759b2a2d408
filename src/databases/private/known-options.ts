import type { Known } from '../../private/checks/known-options';
import type { DatabaseRegionOptions, DatabaseRegionsOptions, DatabaseRolesOptions, TeleportDatabaseOptions } from '../database';
import type { DatabaseRegistration, DynamicLabel } from '../registration';
import type { DatabaseTls } from '../tls';

/** The names of the options that several classes of databases take. */
export const OF_DATABASE: Known<TeleportDatabaseOptions> = { assumedRole: true, registration: true };
export const OF_ROLES: Known<DatabaseRolesOptions> = { ...OF_DATABASE, databaseRoles: true };
export const OF_REGION: Known<DatabaseRegionOptions> = { region: true };
export const OF_REGIONS: Known<DatabaseRegionsOptions> = { regions: true };

export const OF_REGISTRATION: Known<DatabaseRegistration> = {
  name: true,
  labels: true,
  protocol: true,
  host: true,
  port: true,
  secretStore: true,
  description: true,
  dynamicLabels: true,
  tls: true,
  adminUser: true,
  adminDefaultDatabase: true,
};
export const OF_DYNAMIC_LABEL: Known<DynamicLabel> = { command: true, period: true };
export const OF_TLS: Known<DatabaseTls> = { mode: true, serverName: true, caCertificate: true, caCertificateFile: true };
