import {describe, expect, it} from 'vitest';
import {createDelayCost} from '../../src/model/mechanisms/delay-cost.ts';
import type {Run} from '../../src/model/mechanism.ts';

/** A run of which the cost of delay sees only this much. */
function market(growth: number, switching: number, on = true): Run {
  const numbers: Record<string, number> = {
    'demand.switching': switching,
    'value.discount': 0.12,
    'value.erosion': 0.25,
  };
  return {on: () => on, number: (name: string) => numbers[name], market: {growth: () => growth}} as unknown as Run;
}

describe('the cost of a wait, in years of margin', () => {
  it('is its length when every customer chooses all the time, and little afterwards', () => {
    // Oracle: the limit of no inertia.
    const cost = createDelayCost(market(0, 1 - 1e-12));
    expect(cost.during(365.25)).toBeCloseTo(1 - (1 - 1e-12) / -Math.log(1e-12), 6);
    expect(cost.after(365.25)).toBeLessThan(0.04);
  });

  it('is the integral of the share of customers who have chosen since its first day', () => {
    // Oracle: the trapezoid rule on exp(g t) - exp(-rho t).
    const [growth, rho] = [0.8, -Math.log(1 - 0.11)];
    const chosen = (t: number): number => Math.exp(growth * t) - Math.exp(-rho * t);
    const n = 20_000;
    let area = 0;
    for (let i = 0; i < n; i++) area += (chosen((i * 0.5) / n) + chosen(((i + 1) * 0.5) / n)) * (0.25 / n);
    const cost = createDelayCost(market(growth, 0.11));
    expect(cost.during(0.5 * 365.25)).toBeCloseTo(area, 8);
    expect(cost.after(0.5 * 365.25)).toBeCloseTo(chosen(0.5) / (rho + 0.37), 12);
  });

  it('is nothing where nobody ever moves', () => {
    expect(createDelayCost(market(0, 0)).during(500)).toBe(0);
    expect(createDelayCost(market(1, 0.5, false)).during(500)).toBe(0);
    expect(createDelayCost(market(1, 0.5, false)).after(500)).toBe(0);
  });
});
