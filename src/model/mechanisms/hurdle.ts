/** Roots of the fundamental quadratic of Dixit & Pindyck (1994): s^2/2 b (b - 1) + (r - d) b - r = 0. */
function roots(r: number, d: number, volatility: number): readonly [number, number] {
  const s2 = volatility * volatility;
  const middle = 0.5 - (r - d) / s2;
  const reach = Math.sqrt(middle * middle + (2 * r) / s2);
  return [middle + reach, middle - reach];
}

/** beta1 / (beta1 - 1) >= 1: how far value must exceed cost before it pays not to wait with an investment. */
export function hurdleMultiple(r: number, d: number, volatility: number): number {
  const [beta] = roots(r, d, volatility);
  return beta / (beta - 1);
}

/** beta2 / (beta2 - 1) <= 1: how far value must fall short of cost before it pays not to wait with closing. */
export function exitMultiple(r: number, d: number, volatility: number): number {
  const [, beta] = roots(r, d, volatility);
  return beta / (beta - 1);
}
