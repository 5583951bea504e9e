import {describe, expect, it} from 'vitest';
import {createProgress, span} from '../../src/cli/progress.ts';

function screen(stderrIsTerminal: boolean) {
  const written: string[] = [];
  let now = 0;
  const effects = {stderrIsTerminal, err: (text: string) => written.push(text), clock: () => now};
  return {
    effects,
    written,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('createProgress', () => {
  it('draws a bar with the time left on a terminal, ten times a second at most, and takes it away', () => {
    const {effects, written, wait} = screen(true);
    const progress = createProgress(100, effects);
    progress.report(0);
    for (let done = 1; done <= 50; done++) {
      wait(20);
      progress.report(done);
    }
    progress.end(0);
    expect(written[0]).toBe(`\r\x1b[K${'░'.repeat(24)}  0/100 runs`);
    expect(written.at(-2)).toBe(`\r\x1b[K${'█'.repeat(12)}${'░'.repeat(12)}  50/100 runs  1 s left`);
    expect(written.at(-1)).toBe('\r\x1b[K');
    expect(written).toHaveLength(1 + 10 + 1);
  });

  it('elsewhere writes a line at the start, at the end, and every ten seconds', () => {
    const {effects, written, wait} = screen(false);
    const progress = createProgress(40, effects);
    progress.report(10); // kept from before
    for (let done = 11; done <= 40; done++) {
      wait(1000);
      progress.report(done);
    }
    progress.end(10);
    expect(written).toEqual([
      '40 runs\n',
      '20 of 40 runs, 20 s left\n',
      '30 of 40 runs, 10 s left\n',
      '40 of 40 runs, 0 s left\n',
      '40 of 40 runs done in 30 s, 10 of them kept from before\n',
    ]);
  });
});

describe('span', () => {
  it.each([
    [0, '0 s'],
    [59_001, '1 min 0 s'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min'],
  ])('says %d ms as %s', (ms, text) => {
    expect(span(ms)).toBe(text);
  });
});
