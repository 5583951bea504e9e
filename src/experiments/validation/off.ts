import {UNREGULATED} from '../../model/input.ts';
import type {Fact} from './fact.ts';
import {columnOf, exactly, hindcast, meanOver} from './measure.ts';

const NOTHING = {low: 0, high: 0};

/** Fact 1: with every lever at zero a policy changes nothing. */
export const off: Fact = {
  id: 'off',
  kind: 'limit',
  plays: 1,
  title: 'A policy that says nothing changes nothing',
  target: 'every outcome of every run equal to the baseline; no compliance cost; underground at its floor',
  source: 'Definition',
  async measure({preset, play}) {
    const input = hindcast(preset('no-staging'));
    const silent = {
      ...{id: 'silent', from: 0, until: null, announced: null, when: null},
      in: input.world.jurisdictions.map(({id}) => id),
      regime: UNREGULATED,
    };
    const runs = 10;
    const without = await play(input, runs);
    const under = await play({...input, policy: [silent]}, runs);
    let changed = 0;
    without.columns.forEach((column, slot) => {
      column.forEach((value, run) => {
        const other = under.columns[slot][run];
        if (value !== other && (value === value || other === other)) changed++;
      });
    });
    return [
      exactly({what: 'values that differ from the baseline', unit: 'values', ...NOTHING}, changed),
      meanOver(
        {what: 'compliance cost of a release without policy', unit: 'USD M', ...NOTHING},
        columnOf(without, 'compliance_cost@hindcast'),
      ),
      meanOver(
        {what: 'underground share, whose floor is 0 without bans', unit: 'share of use', ...NOTHING},
        columnOf(under, 'underground_share@hindcast'),
      ),
    ];
  },
};
