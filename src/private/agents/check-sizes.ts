import { Token } from 'aws-cdk-lib';
import { FARGATE_SIZES, hasMemory } from './fargate-sizes';
import { invalid } from '../checks/invalid';

/** Sizes in numbers. */
export interface Sizes {
  readonly cpu: number;
  readonly memoryLimitMiB: number;
}

const LARGEST = Math.max(...Object.keys(FARGATE_SIZES).map(Number));

/** One virtual CPU, and the least memory of however many there are. */
export function sizesOf({ cpu = 1024, memoryLimitMiB = FARGATE_SIZES[cpu]?.least ?? 2048 }: Partial<Sizes>): Sizes {
  return checkSizes({ cpu, memoryLimitMiB });
}

/** A size that Fargate has. Larger ones than are known here are left to AWS. */
function checkSizes({ cpu, memoryLimitMiB }: Sizes): Sizes {
  checkNumber('cpu', cpu);
  checkNumber('memoryLimitMiB', memoryLimitMiB);
  if (Token.isUnresolved(cpu) || cpu > LARGEST) {
    return { cpu, memoryLimitMiB };
  }
  const memory = FARGATE_SIZES[cpu];
  if (memory === undefined) {
    throw invalid('cpu', `be one of ${Object.keys(FARGATE_SIZES).join(', ')}, the sizes of Fargate in units of CPU`, cpu);
  }
  if (!Token.isUnresolved(memoryLimitMiB) && !hasMemory(memory, memoryLimitMiB)) {
    const { least, most, step } = memory;
    throw invalid('memoryLimitMiB', `be ${least} to ${most} in steps of ${step} for ${cpu} units of CPU`, memoryLimitMiB);
  }
  return { cpu, memoryLimitMiB };
}

/** How many tasks. None stops the agent. */
export function checkCount(count: number): number {
  if (!Token.isUnresolved(count) && !(Number.isInteger(count) && count >= 0)) {
    throw invalid('desiredCount', 'be a whole number of tasks, 0 or more', count);
  }
  return count;
}

function checkNumber(prop: string, value: number): void {
  if (typeof value !== 'number' || !Token.isUnresolved(value) && !(Number.isInteger(value) && value > 0)) {
    throw invalid(prop, 'be a whole number', value);
  }
}
