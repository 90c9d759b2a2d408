import { staticIn } from './database';
import { labelsIn } from './labels';
import { flatMatcher } from './matcher';
import { routeIn } from './route';
import { Declared, merged, Selector } from '../model';
import type { Field } from '../read/field';

/** A value of an agent's configuration, by its service and its key. */
type Setting = (service: 'db_service' | 'discovery_service', key: string) => Field;

/** What a `teleport.yaml` says. */
export const teleportYaml = (document: Field): Partial<Declared> => agentIn((service, key) => document.get(service, key));

/** The values of the chart teleport-kube-agent that say what a key of `teleport.yaml` says. */
const OF_CHART: { readonly [key: string]: string } = { databases: 'databases', aws: 'awsDatabases', resources: 'databaseResources' };

/** Whether a document without a kind has values of that chart. */
export const isChart = (document: Field): boolean =>
  [...Object.values(OF_CHART), 'teleportConfig', 'proxyAddr'].some((key) => !document.get(key).isEmpty);

/** What values of the chart say. `teleportConfig` is merged last, and a list there takes the place of the chart's. */
export function chartValues(values: Field): Partial<Declared> {
  const roles = values.get('roles').texts().join();
  const beyond = (service: string, key: string) => values.get('teleportConfig', service, key);
  const given = ['db_service', 'discovery_service'].map((service) => beyond(service, 'enabled'));
  const isOn = (index: number, role: string) => given[index].isAbsent ? roles.includes(role) : given[index].flag();
  const lists = Object.entries(OF_CHART).flatMap(([key, ofChart]) => [values.get(ofChart), beyond('db_service', key)]);
  const unread = lists.find((list) => !list.isEmpty);
  if (!isOn(0, 'db') && unread !== undefined) {
    throw unread.problem('the chart runs a Database Service only if db is among its roles; write roles: db, or leave the databases out');
  }
  const arn = values.get('annotations', 'serviceAccount', 'eks.amazonaws.com/role-arn');
  return {
    ...agentIn((service, key) => {
      if (key === 'enabled') {
        return service === 'db_service' ? values.constant(isOn(0, 'db')) : values.constant(isOn(1, 'discovery'));
      }
      const own = beyond(service, key);
      return own.isAbsent && service === 'db_service' && Object.hasOwn(OF_CHART, key) ? values.get(OF_CHART[key]) : own;
    }),
    agents: arn.isAbsent ? [] : [{ arn: arn.text() ?? '', place: arn.place }],
  };
}

/** Both services look for databases; a service that is off does nothing. */
function agentIn(setting: Setting): Partial<Declared> {
  const listIn = (service: 'db_service' | 'discovery_service', key: string) =>
    setting(service, 'enabled').flag() ? setting(service, key).items() : [];
  const { databases, elsewhere } = merged(listIn('db_service', 'databases').map(staticIn));
  return {
    databases,
    elsewhere,
    listed: databases.map(({ name }) => name),
    matchers: [...listIn('db_service', 'aws'), ...listIn('discovery_service', 'aws')].map(flatMatcher),
    selectors: listIn('db_service', 'resources').map(selectorIn),
  };
}

function selectorIn(item: Field): Selector {
  return { labels: labelsIn(item.get('labels')), route: routeIn(item.get('aws', 'assume_role_arn'), item.get('aws', 'external_id')) };
}
