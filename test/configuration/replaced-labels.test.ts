import { DatabaseType, TeleportDatabaseAccess } from '../../src';
import { agentWith } from '../support/configuration';
import { JOIN } from '../support/replaced-labels';
import { roleIn, stackIn } from '../support/template';

describe('tags by which Teleport discovers, in the place of its own labels', () => {
  const served = (databaseTags: { [key: string]: string[] }, options: object = { discoveryGroup: 'prod' }) => {
    const stack = stackIn();
    const access = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databaseTypes: [DatabaseType.REDSHIFT], databaseTags });
    return agentWith(access).teleportYaml({ ...JOIN, ...options }).content.db_service.resources;
  };

  test.each<[{ [key: string]: string[] }, string]>([
    [{ region: ['emea'] }, 'region'], [{ region: ['emea', 'us-*'] }, 'region'], [{ 'account-id': ['retail'] }, 'account-id'],
  ])('%p would find databases, of which none is opened', (tags, key) => {
    expect(() => served(tags)).toThrow(`'databaseTags' must not select by ${key} for a Discovery Service, because a tag of that key takes the place of the label that `
      + `Teleport gives (${key === 'region' ? 'eu-west-1' : '123456789012'}), and the agent would open none; got ${JSON.stringify(tags)}; `
      + `tag the databases with another key, or name ${key} in 'resourceLabels'`);
  });

  test.each<[string, { [key: string]: string[] }]>([
    ['the region', { region: ['eu-west-1'] }],
    ['the region among others', { region: ['eu-west-1', 'emea'] }],
    ['a pattern of the region', { region: ['eu-*'] }],
    ['the account', { 'account-id': ['123456789012'] }],
    ['another key', { Region: ['emea'] }],
    ['no label of a selector', { 'vpc-id': ['legacy'] }],
  ])('%s may be', (_, tags) => {
    expect(served(tags)).toEqual([{ labels: { ...tags, 'account-id': ['123456789012'], 'region': ['eu-west-1'] } }]);
  });

  test('may be any if the Database Service discovers, or selects by other labels', () => {
    expect(served({ region: ['emea'] }, {})).toBeUndefined();
    expect(served({ region: ['emea'] }, { discoveryGroup: 'prod', resourceLabels: { region: ['emea'] } })).toEqual([{ labels: { region: ['emea'] } }]);
  });
});
