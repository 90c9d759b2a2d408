import type { Asked } from './viewpoint';
import type { AgentRole } from '../model';
import { identity } from '../options';
import type { Remarks } from '../remarks';

/** Who is asked for: whoever the options name, or else the agent that the files name, in its account. */
export function askedFor<Options extends Asked & { readonly partition?: string }>(
  options: Options, agents: readonly AgentRole[], remarks: Remarks,
): Options {
  const [agent] = agents;
  if (options.as !== undefined || agent === undefined) {
    return options;
  }
  const { arn, place } = agent;
  const who = identity(arn, `${place.toString()}: the agent's role, which --as may name instead,`);
  if (who?.kind !== 'role' || who.account === undefined || (options.account ?? who.account) !== who.account) {
    return options;
  }
  remarks.note(`this is the policy of ${arn}, the agent's role in ${place.toString()}; --as names another`);
  return { ...options, as: who, account: who.account, partition: options.partition ?? who.partition };
}
