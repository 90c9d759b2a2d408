import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { PerApp } from '../checks/per-app';
import { getOr } from '../tokens/get-or';

/** What CloudFormation deploys one after the other: stacks, nested stacks, and resources within one stack. */
type Deployed = IConstruct | symbol;

const references = new PerApp(() => new Map<Deployed, Set<Deployed>>());

/** Something of one stack, or a resource, refers to a resource. */
export function noteReference(from: IConstruct, to: IConstruct): void {
  const [first, second] = deployedFor(from, to);
  getOr(references.of(to), first, () => new Set()).add(second);
}

/** Whether a reference would close a circle with those that are noted. CDK's own cycle error names neither the role nor the agent. */
export function closesCircle(from: IConstruct, to: IConstruct): boolean {
  const [first, second] = deployedFor(from, to);
  const reached = new Set([second]);
  reached.forEach((one) => references.of(to).get(one)?.forEach((next) => reached.add(next))); // visits what it adds too
  return reached.has(first);
}

/** The two of which one must be deployed before the other: the first that differ, from the outermost stack to the resource. */
function deployedFor(from: IConstruct, to: IConstruct): [Deployed, Deployed] {
  const [one, other] = [around(from), around(to)];
  const index = one.findIndex((each, level) => each !== other[level]);
  return [one[index], other[index]];
}

function around(construct: IConstruct): Deployed[] {
  return [...stacksAround(Stack.of(construct)), Stack.isStack(construct) ? Symbol('any resource') : construct];
}

function stacksAround(stack: Stack): Stack[] {
  return stack.nestedStackParent === undefined ? [stack] : [...stacksAround(stack.nestedStackParent), stack];
}
