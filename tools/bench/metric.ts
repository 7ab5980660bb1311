/** One figure of the bench. `ok`: it is not over its limit. */
export interface Metric {
  name: string;
  value: number;
  unit: 'kB' | 'bytes' | 'ratio';
  limit: number;
  ok: boolean;
}

export function metric(name: string, value: number, unit: Metric['unit'], limit: number): Metric {
  return { name, value: Math.round(value * 100) / 100, unit, limit, ok: value <= limit };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('There is no median of nothing.');
  return middle;
}
