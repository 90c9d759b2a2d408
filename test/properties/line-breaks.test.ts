import { PLACES } from '../support/places';
import { stackIn } from '../support/template';

// a pattern that is held against each line, as one with the flag `m` is, finds a line that is right
describe.each(PLACES)('$place is judged whole, not line by line', ({ valid, define }) => {
  test('it passes', () => {
    expect(() => define(stackIn(), valid)).not.toThrow();
  });

  test.each([
    ['before', `*\n${valid}`],
    ['after', `${valid}\n*`],
    ['around', `\n${valid}\n`],
    ['within', `${valid}\n${valid}`],
    ['after, as others end lines', `${valid}\r*`],
    ['after, as Unicode ends lines', `${valid}\u2028*`],
  ])('a line break %s is refused', (_, text) => {
    expect(() => define(stackIn(), text)).toThrow(/^'\w/);
  });
});
