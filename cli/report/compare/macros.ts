import { Change } from './change';
import { listOf } from '../assembly/json';
import { Template } from '../assembly/template';

/** Macros, and functions in place of resources: they may attach anything to anybody, and only CloudFormation runs them. */
export function macroChanges(before: readonly Template[], after: readonly Template[]): Change[] {
  return after.flatMap((template) => {
    const known = new Set(before.filter(({ stack }) => stack === template.stack).flatMap(macrosOf).map(({ content }) => content));
    return macrosOf(template).filter(({ content }) => !known.has(content))
      .map(({ what }): Change => ({ effect: 'undecided', kind: 'macro added', subject: `Stack ${template.stack}`, what }));
  });
}

function macrosOf({ transform, macros }: Template): { what: string; content: string }[] {
  return [
    ...listOf(transform).map((one) => ({ what: typeof one === 'string' ? one : JSON.stringify(one), content: JSON.stringify(one) })),
    ...Object.entries(macros).map(([what, content]) => ({ what, content: JSON.stringify(content) })),
  ];
}
