import { Identity } from './identity';

/** The same for one identity however often the app imports it by one name. Paths are no part of what makes a name unique. */
export const keyOf = ({ kind, account, name }: Identity): string => `${kind} ${account} ${name}`;
