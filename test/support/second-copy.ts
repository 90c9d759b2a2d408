import { join } from 'node:path';
import type * as Cdk from 'aws-cdk-lib';
import type * as Library from '../../src';

const FOLDER = join(__dirname, '..', '..', 'node_modules', 'aws-cdk-lib');

/** Loaded anew, as if it were installed twice: by its folder, because the test runner shares what is required by name. */
export const otherCdk = (): typeof Cdk => jest.requireActual<typeof Cdk>(FOLDER);

/** This library once more, on the same aws-cdk-lib. */
export function otherLibrary(): typeof Library {
  let library: typeof Library | undefined;
  jest.isolateModules(() => {
    library = jest.requireActual<typeof Library>('../../src');
  });
  return library!;
}

/** A copy of what is installed here, as a message calls it. */
export const placeOfCdk = (): string => `${jest.requireActual<{ version: string }>(join(FOLDER, 'package.json')).version} in ${FOLDER}`;
