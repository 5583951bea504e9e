import type {Played} from '../experiment.ts';
import {readable} from './number.ts';
import {textTable} from './table.ts';

/** The table that `run` prints: the outcomes `shown`, a row per window. */
export function ensembleText({arms: [{scenario, result}]}: Played, shown: readonly string[]): string {
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
  return `${heading(scenario)}\n\n${table}\n${receiptLine(receipt)}`;
}

/** A scenario's title with its id. */
export function heading({title, id}: {readonly title: string; readonly id: string}): string {
  return title === '' || title === id ? id : `${title} (${id})`;
}

/** The last line under a table: what it takes to get the same result again. */
export function receiptLine(receipt: Played['receipt']): string {
  const {engineVersion, seed, runs, scenarioHash, resultHash} = receipt;
  const hashes = `scenario ${scenarioHash.slice(0, 12)}, result ${resultHash.slice(0, 12)}`;
  return `${String(runs)} runs, seed ${seed}, engine ${engineVersion}, ${hashes}. Conditional on these assumptions.\n`;
}
