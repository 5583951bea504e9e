import {describe, expect, it} from 'vitest';
import {openSource, resetSides, setValue, START} from '../../src/ui/workbench/state.ts';

const opened = () => 30;

describe('the state of the workbench', () => {
  it('keeps a change of B from A', () => {
    const next = setValue(START, 'b', 'service.mean_days', 60, opened);
    expect(next.b.changes).toEqual({'service.mean_days': 60});
    expect(next.a).toBe(START.a);
  });

  it('changes both sides at once when asked to', () => {
    const next = setValue(START, 'both', 'service.mean_days', 60, opened);
    expect([next.a.changes, next.b.changes]).toEqual([{'service.mean_days': 60}, {'service.mean_days': 60}]);
  });

  it('counts a value moved back to where it was opened as no change', () => {
    const moved = setValue(START, 'b', 'service.mean_days', 60, opened);
    expect(setValue(moved, 'b', 'service.mean_days', 30, opened).b.changes).toEqual({});
    expect(setValue(START, 'b', 'service.mean_days', 30, opened)).toBe(START);
  });

  it('sets nothing on a side that has no such path', () => {
    const onlyB = (side: 'a' | 'b') => (side === 'b' ? 90 : undefined);
    const next = setValue(START, 'both', 'policy.staging.stages.research.min_days', 10, onlyB);
    expect(next.a).toBe(START.a);
    expect(Object.keys(next.b.changes)).toHaveLength(1);
  });

  it('drops the changes of a side with the scenario they were made to', () => {
    const moved = setValue(START, 'both', 'service.mean_days', 60, opened);
    const next = openSource(moved, 'b', {kind: 'preset', id: 'voluntary-30'});
    expect(next.b.changes).toEqual({});
    expect(next.a.changes).toEqual({'service.mean_days': 60});
    expect(resetSides(next, 'both').a.changes).toEqual({});
    expect(resetSides(START, 'both')).toBe(START);
  });
});
