import type { Agent } from './agent';
import { Selector, selectorOf } from './check-labels';
import { invalid, verbatim } from '../checks/invalid';

/** Labels that select everything that is registered or discovered, and nothing else. */
export function commonLabels(agent: Agent): Selector {
  const registered = agent.registered().map(({ label, labels = {} }) => ({ label, labels: selectorOf(label, labels) }));
  const discovered = agent.matchers({}).map(({ types, tags }) => ({
    label: `discovery of ${types.join(', ')}`, labels: Object.fromEntries(Object.entries(tags).filter(([key]) => key !== '*')) as Selector,
  }));
  const all = [...registered, ...discovered];
  const nameless = all.find(({ labels }) => Object.keys(labels).length === 0);
  if (nameless !== undefined || all.length === 0) {
    throw invalid('databaseLabels', 'be given, because nothing tells the databases of this role from all others',
      verbatim(nameless?.label ?? 'patterns alone'),
      'add \'registration.labels\' or \'databaseTags\', or name the labels in \'databaseLabels\'');
  }
  return all.map(({ labels }) => labels).reduce((one, other) => {
    const union = unionOf(one, other);
    if (union === undefined) {
      throw invalid('databaseLabels', 'be given, because one set of labels cannot select exactly the databases that are declared',
        verbatim(`${JSON.stringify(one)} and ${JSON.stringify(other)}`),
        'name them in \'databaseLabels\', or declare each set in a policy of its own, and make a configuration for each policy');
    }
    return union;
  });
}

/** The labels of both, if together they select nothing else: the same keys, of which at most one has different values. */
function unionOf(one: Selector, other: Selector): Selector | undefined {
  const keys = Object.keys(one);
  const isSame = keys.length === Object.keys(other).length && keys.every((key) => key in other);
  const differing = keys.filter((key) => !isSubset(other[key] ?? [], one[key]) || !isSubset(one[key], other[key] ?? []));
  return isSame && differing.length <= 1 ? Object.fromEntries(keys.map((key) => [key, [...new Set([...one[key], ...other[key]])]]))
    : undefined;
}

const isSubset = (some: readonly string[], all: readonly string[]) => some.every((value) => all.includes(value));
