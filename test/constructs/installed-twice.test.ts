import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RdsDatabase, TeleportDatabaseAccess } from '../../src';
import { roleIn, stackIn } from '../support/template';

const LIBRARY = 'cdk-teleport-database-access';
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'installed-')));
afterAll(() => rmSync(folder, { recursive: true }));

/** What another copy says of a database: its class is of the package in the folder, if that was loaded. */
function messageFor(source: string): string {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: LIBRARY, version: '1.2.3' }));
  writeFileSync(join(folder, `${source.length}.js`), source);
  const { make } = jest.requireActual<{ make: () => RdsDatabase }>(join(folder, `${source.length}.js`));
  const stack = stackIn();
  try {
    new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [make()] });
    return 'taken';
  } catch (error) {
    return String(error).replace(/.* of another copy, /s, '');
  }
}

const made = `class TeleportDatabase {}
TeleportDatabase[Symbol.for('jsii.rtti')] = { fqn: '${LIBRARY}.TeleportDatabase', version: '1.2.3' };
class RdsDatabase extends TeleportDatabase {}
RdsDatabase[Symbol.for('jsii.rtti')] = { fqn: '${LIBRARY}.RdsDatabase', version: '1.2.3' };
exports.make = () => new RdsDatabase();`;

describe('the way out of a second copy is what mends it', () => {
  test('two folders: npm leaves one', () => {
    expect(messageFor(`${made} exports.RdsDatabase = RdsDatabase;`)).toBe(
      `1.2.3 in ${folder}; run npm dedupe, so that one copy of ${LIBRARY} is left`);
  });
  test('a folder that nobody knows: npm, unless one is installed only', () => {
    expect(messageFor(made)).toBe(`1.2.3; run npm dedupe, so that one copy of ${LIBRARY} is left; if only one is installed, it was loaded twice, `
      + 'such as after jest.resetModules(): load everything that makes constructs anew, or nothing');
  });
  test('a database of this copy is taken', () => {
    const stack = stackIn();
    const databases = [RdsDatabase.any({ databaseUsers: ['reader'] })];
    expect(() => new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases })).not.toThrow();
  });
});
