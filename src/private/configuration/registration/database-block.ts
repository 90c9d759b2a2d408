import { DatabaseFacts, Identifiers } from '../../../databases/private/database-facts';
import { CATALOGUE } from '../../types';
import { BlockOfType } from '../../types/type';

/** What identifies a database in its registration. */
export interface Block extends BlockOfType {
  readonly content: Identifiers;
}

/** Undefined if its place identifies it, or if its type is not known. */
export function blockOf({ types, names, identifiers }: DatabaseFacts): Block | undefined {
  const [{ teleport: { block }, value: { name } }] = types.map((type) => CATALOGUE[type]);
  const [known] = name === undefined ? [] : names[name] ?? [];
  const content = { ...identifiers, ...block === undefined || known === undefined ? {} : { [block.key]: known } };
  return types.length > 1 || block === undefined || Object.keys(content).length === 0 ? undefined : { ...block, content };
}

/** The part of it that `teleport.yaml` takes. */
export function inYaml(block: Block): Block | undefined {
  const entries = Object.entries(block.content).filter(([key]) => block.inYaml.includes(key));
  return entries.length === 0 ? undefined : { ...block, content: Object.fromEntries(entries) };
}
