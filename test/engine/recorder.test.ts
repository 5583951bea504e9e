import {describe, expect, it} from 'vitest';
import {createRecorder} from '../../src/engine/recorder.ts';

describe('createRecorder', () => {
  it('keeps a value per quantity and step, set or added', () => {
    const recorder = createRecorder(['a', 'b'], 3);
    recorder.set(recorder.index('a'), 2, 5);
    recorder.add(recorder.index('b'), 0, 2);
    recorder.add(recorder.index('b'), 0, 3);
    expect([...recorder.values(0)]).toEqual([0, 0, 5]);
    expect([...recorder.values(1)]).toEqual([5, 0, 0]);
  });

  it('forgets all values on clear', () => {
    const recorder = createRecorder(['a'], 2);
    recorder.set(0, 1, 9);
    recorder.clear();
    expect([...recorder.values(0)]).toEqual([0, 0]);
  });

  it('refuses a quantity that nobody declared, and one declared twice', () => {
    expect(() => createRecorder(['a'], 1).index('b')).toThrow('recorder: no quantity called "b"');
    expect(() => createRecorder(['a', 'a'], 1)).toThrow('recorder: a name was declared twice');
  });
});
