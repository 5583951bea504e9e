/** A handy step for a slider from `low` to `high`: 1, 2 or 5 times a power of ten, about 100 to 250 steps. */
export function stepFor(low: number, high: number, whole: boolean): number {
  const span = high - low;
  if (!(span > 0)) return 1;
  const rough = span / 200;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10);
  return whole ? Math.max(Math.round(step), 1) : step;
}

/** Where `value` lies between `low` and `high`, 0 to 1, values beyond them at the ends. */
export function shareOf(value: number, low: number, high: number): number {
  return high > low ? Math.min(Math.max((value - low) / (high - low), 0), 1) : 0;
}

/** A number as one types it: no thousands marks, no noise of binary fractions. */
export function plainNumber(value: number): string {
  return String(Number(value.toPrecision(10)));
}

/** What a number may be. `above` is an exclusive lower bound. */
export interface Domain {
  readonly min: number;
  readonly max: number;
  readonly above?: number | undefined;
  readonly whole?: boolean | undefined;
  readonly unlimited?: boolean | undefined; // the word `unlimited` is a value too
}

/** Reads what was typed into a field: the value, or what was expected instead. */
export function readNumber(text: string, domain: Domain): {value: number | 'unlimited'} | {fault: string} {
  const typed = text.trim().replace(/^\u2212/, '-');
  if (domain.unlimited && typed.toLowerCase() === 'unlimited') return {value: 'unlimited'};
  const value = typed === '' ? NaN : Number(typed);
  const {min, max, above, whole} = domain;
  const fits = value >= min && value <= max && (above === undefined || value > above);
  if (fits && Number.isFinite(value) && (!whole || Number.isInteger(value))) return {value};
  const kind = whole ? 'a whole number' : 'a number';
  const least = above !== undefined && above >= min ? `above ${plainNumber(above)}` : `from ${plainNumber(min)}`;
  const most = max === Infinity ? '' : ` to ${plainNumber(max)}`;
  const word = domain.unlimited ? ', or unlimited' : '';
  return {fault: `Expected ${kind} ${least}${most}${word}, got ${typed === '' ? 'nothing' : `“${typed}”`}`};
}
