import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {historyOf, redo, rest, step, undo} from '../../src/ui/workbench/history.ts';

describe('history', () => {
  it('undoes every step and redoes it again, for any steps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), {maxLength: 30}), (values) => {
        const steps = values.filter((value, i) => value !== (i === 0 ? -1 : values[i - 1]));
        let history = historyOf(-1);
        for (const value of steps) history = step(history, value);
        const end = history.present;
        const {length} = history.past;
        for (let i = 0; i < length; i++) history = undo(history);
        expect(history.present).toBe(-1);
        for (let i = 0; i < length; i++) history = redo(history);
        expect(history.present).toBe(end);
      }),
    );
  });

  it('takes a drag as one step, and the next drag as another', () => {
    let history = historyOf(0);
    for (const value of [1, 2, 3]) history = step(history, value, 'days');
    history = rest(history);
    for (const value of [4, 5]) history = step(history, value, 'days');
    expect(history.past).toEqual([0, 3]);
    expect(undo(history).present).toBe(3);
  });

  it('forgets the future when another way is taken, and a step to the same is none', () => {
    const history = undo(step(step(historyOf(0), 1), 2));
    expect(step(history, 7).future).toEqual([]);
    expect(step(history, history.present)).toBe(history);
  });
});
