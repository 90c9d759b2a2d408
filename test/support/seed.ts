/** fast-check's seed: the same in every run. `FAST_CHECK_SEED=random`, or a number, searches elsewhere. */
export function seed(usual: number): { readonly seed?: number } {
  const { FAST_CHECK_SEED = String(usual) } = process.env;
  return FAST_CHECK_SEED === 'random' ? {} : { seed: Number(FAST_CHECK_SEED) };
}
