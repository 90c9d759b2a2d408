import { Token } from 'aws-cdk-lib';
import { invalid } from '../checks/invalid';

/** Sizes in numbers. */
export interface Sizes {
  readonly cpu: number;
  readonly memoryLimitMiB: number;
}

/** What Fargate offers: the memory of each size of CPU, in MiB. */
interface Memory {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/**
 * Keys are units of CPU, 1,024 of which are a virtual CPU.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
const FARGATE_SIZES: { readonly [cpu: number]: Memory } = {
  256: { least: 512, most: 2048, step: 512 },
  512: { least: 1024, most: 4096, step: 1024 },
  1024: { least: 2048, most: 8192, step: 1024 },
  2048: { least: 4096, most: 16384, step: 1024 },
  4096: { least: 8192, most: 30720, step: 1024 },
  8192: { least: 16384, most: 61440, step: 4096 },
  16384: { least: 32768, most: 122880, step: 8192 },
};

/** The smallest size has no 1,536 MiB. */
const hasMemory = ({ least, most, step }: Memory, memory: number): boolean =>
  memory >= least && memory <= most && memory % step === 0 && memory !== 1536;

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
