import type {Played} from '../experiment.ts';
import {cohortNote, heading, receiptLine} from './frame.ts';
import {readable} from './number.ts';
import {textTable} from './table.ts';

/** The table that `compare` prints: the outcomes `shown`, a row per window of the reference; `changes` by side. */
export function comparisonText(
  {arms, comparison, receipt}: Played,
  shown: readonly string[],
  changes: readonly (readonly string[])[],
): string {
  const [variant] = comparison?.variants ?? [];
  const rows = variant.outcomes
    .filter(({id}) => shown.includes(id))
    .map(({id, window, unit, a, b, mean_difference, ci90, share_b_above_a}) => [
      ...[id, window, readable(a.mean), readable(b.mean), readable(mean_difference)],
      ...[readable(ci90[0]), readable(ci90[1]), percent(share_b_above_a), unit],
    ]);
  const right = true;
  const table = textTable(
    [
      {title: 'outcome'},
      {title: 'window'},
      {title: 'mean A', right},
      {title: 'mean B', right},
      {title: 'B - A', right},
      {title: '90 % from', right},
      {title: 'to', right},
      {title: 'B above A', right},
      {title: 'unit'},
    ],
    rows,
  );
  const sides = arms.map(({scenario}, i) => `${'AB'[i]}: ${heading(scenario, changes[i])}\n`).join('');
  const note = cohortNote(
    arms.map(({scenario}) => scenario.input),
    shown,
  );
  return `${sides}\n${table}${note}\n${receiptLine(receipt)}`;
}

function percent(share: number): string {
  return share === share ? `${readable(Math.round(share * 1000) / 10)} %` : readable(share);
}
