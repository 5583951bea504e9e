const REACH = 540;

const powers = new Float64Array(2 * REACH + 1);
powers[REACH] = 1;
for (let n = 1; n <= REACH; n++) {
  powers[REACH + n] = 2 * powers[REACH + n - 1];
  powers[REACH - n] = powers[REACH - n + 1] / 2;
}

/** value * 2^exponent for |exponent| <= 1080, rounded once; two look-ups in a small table are quicker than writing bits. */
export function scaleByPowerOfTwo(value: number, exponent: number): number {
  const half = exponent >> 1;
  return value * powers[REACH + half] * powers[REACH + exponent - half];
}
