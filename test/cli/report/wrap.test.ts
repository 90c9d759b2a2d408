import { labelled, wrap } from '../../../cli/terminal';

test('lines break at spaces, and as late as possible', () => {
  expect(wrap('list RDS instances with their tags', 18)).toEqual(['list RDS instances', 'with their tags']);
});

test('a word that is longer than a line breaks after a colon, slash or comma', () => {
  expect(wrap('arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-A/reader', 30)).toEqual(['arn:aws:rds-db:eu-west-1:', '123456789012:dbuser:db-A/', 'reader']);
  expect(wrap('on arn:aws:s3', 13)).toEqual(['on arn:aws:s3']);
});

test('a part that is longer than a line breaks anywhere', () => {
  expect(wrap('a-very-long-name', 8)).toEqual(['a-very-l', 'ong-name']);
});

test('what continues a value is indented, so that no two values look like one', () => {
  expect(labelled('on', 'one:two:three:four:five:six', { indent: 2, width: 30, gap: 4 })).toEqual(['  on  one:two:three:four:', '        five:six']);
});

test('nothing reaches a terminal that it would obey', () => {
  expect(wrap('red\u001b[31m, two\nlines, \u202ereversed', 80)).toEqual(['red\\u001b[31m, two\\u000alines, \\u202ereversed']);
});
