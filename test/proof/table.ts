import { BECOME, ITSELF } from './table/become';
import { FIND } from './table/find';
import { MANAGE } from './table/manage';
import { MODIFY, OPEN } from './table/open';
import { Row } from './table/row';

/** What a Teleport agent can do, and what it cannot: literal, from what Teleport calls and AWS documents. Nothing of it comes from `src/`. */
export const TABLE: readonly Row[] = [...FIND, ...MODIFY, ...OPEN, ...MANAGE, ...BECOME, ...ITSELF];
