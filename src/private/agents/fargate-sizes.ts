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
export const FARGATE_SIZES: { readonly [cpu: number]: Memory } = {
  256: { least: 512, most: 2048, step: 512 },
  512: { least: 1024, most: 4096, step: 1024 },
  1024: { least: 2048, most: 8192, step: 1024 },
  2048: { least: 4096, most: 16384, step: 1024 },
  4096: { least: 8192, most: 30720, step: 1024 },
  8192: { least: 16384, most: 61440, step: 4096 },
  16384: { least: 32768, most: 122880, step: 8192 },
};

/** The smallest size has no 1,536 MiB. */
export const hasMemory = ({ least, most, step }: Memory, memory: number): boolean =>
  memory >= least && memory <= most && memory % step === 0 && memory !== 1536;
