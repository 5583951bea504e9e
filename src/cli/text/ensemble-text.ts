import type {Played} from '../experiment.ts';
import {cohortNote, heading, receiptLine} from './frame.ts';
import {readable} from './number.ts';
import {textTable} from './table.ts';

/** The table that `run` prints: the outcomes `shown`, a row per window; `changed` says what --set did. */
export function ensembleText(
  {arms: [{scenario, result}]}: Played,
  shown: readonly string[],
  changed: readonly string[],
): string {
  const {receipt, outcomes} = result;
  const rows = outcomes
    .filter(({id}) => shown.includes(id))
    .map(({id, window, unit, n, mean, se, q05, q50, q95}) => [
      ...[id, window, readable(mean), `± ${readable(se)}`, readable(q50)],
      ...[readable(q05), readable(q95), unit, String(n)],
    ]);
  const right = true;
  const table = textTable(
    [
      {title: 'outcome'},
      {title: 'window'},
      {title: 'mean', right},
      {title: 'std. error', right},
      {title: 'median', right},
      {title: '5 %', right},
      {title: '95 %', right},
      {title: 'unit'},
      {title: 'runs', right},
    ],
    rows,
  );
  return `${heading(scenario, changed)}\n\n${table}${cohortNote([scenario.input], shown)}\n${receiptLine(receipt)}`;
}
