/** A number for people: four significant digits or more, thousands in groups, a dash where it is undefined. */
export function readable(value: number | null): string {
  if (value === null || value !== value) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e9 || size < 1e-4) return value.toExponential(2);
  const digits = size < 999.95 ? size.toPrecision(4) : size.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');
  return value < 0 ? `-${digits}` : digits;
}
