import {describe, expect, it} from 'vitest';
import {studentT95} from '../../src/experiments/student.ts';

describe('studentT95', () => {
  it('gives the published table to its three decimals', () => {
    const table = [
      [1, 6.314],
      [2, 2.92],
      [3, 2.353],
      [4, 2.132],
      [5, 2.015],
      [6, 1.943],
      [7, 1.895],
      [8, 1.86],
      [9, 1.833],
      [10, 1.812],
      [11, 1.796],
      [12, 1.782],
      [15, 1.753],
      [19, 1.729],
      [20, 1.725],
      [25, 1.708],
      [29, 1.699],
      [30, 1.697],
      [40, 1.684],
      [60, 1.671],
      [120, 1.658],
      [1_000_000, 1.645],
    ];
    for (const [df, t] of table) expect(studentT95(df), `df ${String(df)}`).toBeCloseTo(t, 3);
  });

  it('gives the closed forms of one and of two degrees of freedom to 14 digits', () => {
    expect(studentT95(1)).toBeCloseTo(Math.tan(0.45 * Math.PI), 13);
    expect(studentT95(2)).toBeCloseTo(0.9 * Math.sqrt(2 / 0.19), 14);
  });

  it('joins the finite sum to the expansion without a step', () => {
    const [a, b, c, d] = [198, 199, 200, 201].map(studentT95);
    // 1 / t is nearly linear in 1 / df: third differences vanish unless the two formulas disagree.
    expect(Math.abs(a - 3 * b + 3 * c - d)).toBeLessThan(1e-8);
  });

  it('is undefined without a degree of freedom', () => {
    expect(studentT95(0)).toBeNaN();
    expect(studentT95(-1)).toBeNaN();
    expect(studentT95(NaN)).toBeNaN();
  });
});
