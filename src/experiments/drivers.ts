import {normalQuantile} from '../numeric/normal-quantile.ts';
import {mean} from '../numeric/sum.ts';

/** How the truth of a claim, or an outcome, goes with a parameter over the points of its uncertainty. */
export interface Driver {
  readonly parameter: string;
  readonly correlation: number; // Spearman's, over points
  readonly low_third: number; // mean where the parameter is in its lowest third
  readonly high_third: number;
}

/** Places from 1 on, ties sharing their mean place. */
function ranks(values: readonly number[]): Float64Array {
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
  const places = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) places[order[i]] = (from + to + 1) / 2;
    from = to;
  }
  return places;
}

function correlation(x: Float64Array, y: Float64Array): number {
  const [meanX, meanY] = [mean(x), mean(y)];
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - meanX) * (y[i] - meanY);
    xx += (x[i] - meanX) * (x[i] - meanX);
    yy += (y[i] - meanY) * (y[i] - meanY);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

/**
 * The parameters that go with `values` (one per point, NaN = unknown) beyond what chance gives the largest of so many
 * correlations in one of ten studies (Bonferroni), strongest first. Spearman (1904); s.e. under independence
 * 1 / sqrt(n - 1).
 */
export function driversOf(
  values: Float64Array,
  points: readonly Readonly<Record<string, number>>[],
  most: number,
): Driver[] {
  const known = [...values.keys()].filter((i) => values[i] === values[i]);
  const names = Object.keys(points[0] ?? {});
  if (known.length < 10 || names.length === 0) return [];
  const wanted = known.map((i) => values[i]);
  const place = ranks(wanted);
  const floor = normalQuantile(1 - 0.05 / names.length) / Math.sqrt(known.length - 1);
  const third = Math.floor(known.length / 3);
  return names
    .map((parameter): Driver => {
      const drawn = known.map((i) => points[i][parameter]);
      const byValue = known.map((_, i) => i).sort((a, b) => drawn[a] - drawn[b] || a - b);
      const meanOf = (some: readonly number[]): number => mean(some.map((i) => wanted[i]));
      return {
        parameter,
        correlation: correlation(ranks(drawn), place),
        low_third: meanOf(byValue.slice(0, third)),
        high_third: meanOf(byValue.slice(byValue.length - third)),
      };
    })
    .filter((driver) => Math.abs(driver.correlation) > floor)
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
    .slice(0, most);
}
