const { default: Sequencer } = require('@jest/test-sequencer');

/** Those that say most of what a policy is, each in a fraction of a second. */
const FIRST = /(reference|database-access|value-classes|rds-connect-policy|managed-users-policy|database-discovery-policy)\.test\.ts$/;
/** Those that take seconds. */
const LAST = /(attach|names|both-folds|pack|limits|partitions|hub-and-spoke)\.test\.ts$/;

/** The files whose tests noticed a change, the latest first: changes come in the order of the code, and the next one is near. */
const noticed = [];

/** One test that notices a change is enough: the quickest to do so are asked first. */
module.exports = class QuickestFirst extends Sequencer {
  static hasNoticed(path) {
    noticed.splice(0, noticed.length, path, ...noticed.filter((other) => other !== path));
  }

  sort(tests) {
    const rank = ({ path }) => noticed.includes(path) ? noticed.indexOf(path) - noticed.length : FIRST.test(path) ? 0 : LAST.test(path) ? 2 : 1;
    return [...tests].sort((one, other) => rank(one) - rank(other));
  }
};
