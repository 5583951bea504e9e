import {describe, expect, it} from 'vitest';
import {type Clock, play} from '../../src/engine/kernel.ts';

function steps(days: number, stepDays: number): (readonly [number, number, number, string])[] {
  const clock: Clock = {tick: -1, from: -1, to: -1};
  const seen: (readonly [number, number, number, string])[] = [];
  const phase = (name: string) => ({name, step: () => seen.push([clock.tick, clock.from, clock.to, name])});
  play(clock, [phase('first'), phase('second')], days, stepDays);
  return seen;
}

describe('play', () => {
  it('plays the phases in order, once per step', () => {
    expect(steps(14, 7)).toEqual([
      [0, 0, 7, 'first'],
      [0, 0, 7, 'second'],
      [1, 7, 14, 'first'],
      [1, 7, 14, 'second'],
    ]);
  });

  it('cuts the last step short when the days are no multiple of the step', () => {
    expect(steps(9, 3.5).filter(([, , , name]) => name === 'first')).toEqual([
      [0, 0, 3.5, 'first'],
      [1, 3.5, 7, 'first'],
      [2, 7, 9, 'first'],
    ]);
  });

  it('leaves no day out and plays none twice', () => {
    const played = steps(100, 3.5).filter(([, , , name]) => name === 'first');
    expect(played.every(([, from], n) => from === (n === 0 ? 0 : played[n - 1][2]))).toBe(true);
    expect(played.at(-1)?.[2]).toBe(100);
  });

  it('plays nothing in a run of no days', () => {
    expect(steps(0, 7)).toEqual([]);
  });
});
