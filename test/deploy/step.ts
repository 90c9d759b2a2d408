/** A sentence about what has to hold, with the time that it took. The first one that does not ends the run. */
export async function step<T>(sentence: string, check: () => Promise<T>): Promise<T> {
  const start = Date.now();
  try {
    const result = await check();
    console.log(`  ok  ${sentence} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    console.log(`  FAILED  ${sentence}`);
    throw error;
  }
}
