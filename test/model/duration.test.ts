import {describe, expect, it, vi} from 'vitest';
import {duration, type DurationLaw} from '../../src/model/duration.ts';
import {Draws} from '../../src/numeric/draws.ts';
import {meanOf} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const sample = (law: DurationLaw, cv2: number, mean = 60): number[] => {
  const draws = new Draws(17, 4);
  return Array.from({length: 60_000}, (_, n) => duration(draws.at(n, 0, 0, 20), law, mean, cv2));
};

describe('duration', () => {
  it.each([
    ['deterministic', 0.7, 0],
    ['exponential', 0.3, 1],
    ['lognormal', 0.3, 0.3],
    ['lognormal', 1.5, 1.5],
    ['hyperexponential', 1, 1],
    ['hyperexponential', 1.5, 1.5],
    ['hyperexponential', 4, 4],
    ['hyperexponential', 0.5, 1], // it cannot vary less than one exponential
  ] as const)('of the %s law with cv2 %f has the mean asked for and the cv2 %f', (law, asked, cv2) => {
    const values = sample(law, asked);
    const mean = meanOf(values);
    const variance = meanOf(values.map((value) => (value - mean) ** 2));
    expect(Math.abs(mean / 60 - 1)).toBeLessThan(4 * Math.sqrt(cv2 / 60_000) + 1e-12);
    expect(Math.abs(variance / 3600 - cv2)).toBeLessThan(0.08 * cv2 + 1e-12);
    expect(values.every((value) => value > 0)).toBe(true);
  });

  it.each(['deterministic', 'exponential', 'lognormal', 'hyperexponential'] as const)(
    'of mean zero is zero: %s',
    (law) => {
      expect(duration(new Draws(1, 1).at(0, 0, 0, 0), law, 0, 1)).toBe(0);
    },
  );

  it('scales with its mean, draw by draw', () => {
    for (const law of ['exponential', 'lognormal', 'hyperexponential'] as const) {
      const [long, short] = [sample(law, 2, 60), sample(law, 2, 30)];
      expect(long.every((value, n) => Math.abs(value / short[n] - 2) < 1e-12)).toBe(true);
    }
  });
});
