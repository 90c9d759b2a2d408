export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

/**
 * The exponent of growth, 1 for linear: the slope of a straight line through the logarithms of sizes and times, both without those of the
 * smallest size, which is what an app takes in any case.
 */
export function exponentOf(points: readonly (readonly [size: number, time: number])[]): number {
  const [[least, base], ...rest] = points;
  const logs = rest.map(([size, time]) => [Math.log(size - least), Math.log(Math.max(time - base, 1))] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  return logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
