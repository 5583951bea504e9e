import {csvPieces, type Table} from '../export/csv.ts';
import {differencesTable} from '../export/differences-table.ts';
import {failuresTable} from '../export/failures-table.ts';
import {parametersTable} from '../export/parameters-table.ts';
import {runsTable} from '../export/runs-table.ts';
import {seriesTable} from '../export/series-table.ts';
import {summaryTable} from '../export/summary-table.ts';
import {digestColumn} from '../numeric/digest.ts';
import {codebook} from './codebook.ts';
import type {Folder} from './effects.ts';
import {type Experiment, type Played, playedJson} from './experiment.ts';
import {parameterRows} from './parameter-rows.ts';
import {jsonText} from './text/json.ts';
import {stepDates} from './step-dates.ts';

/** The file that holds what `--json` prints. */
const RESULT_FILE = 'result.json';

/** Writes the results of an experiment as the formats asked for; record tables are written while it plays. */
export async function writeResults(
  played: Played,
  {records}: Experiment,
  formats: readonly string[],
  folder: Folder,
): Promise<void> {
  for (const {id, scenario} of played.arms) {
    const name = played.arms.length === 1 ? 'scenario.json' : `scenario.${id}.json`;
    await folder.write(name, jsonText(scenario.document));
  }
  if (formats.includes('json')) await folder.write(RESULT_FILE, jsonText(playedJson(played)));
  if (!formats.includes('csv')) return;

  const results = played.arms.map(({id, result}) => ({scenario: id, result}));
  const [{scenario}] = played.arms;
  const steps = Math.max(0, ...results.flatMap(({result}) => result.series.map(({n}) => n.length)));
  const tables: [string, Table][] = [
    ['summary.csv', summaryTable(results)],
    ['runs.csv', runsTable(results)],
    ['series.csv', seriesTable(results, stepDates(scenario.input, steps))],
    [
      'parameters.csv',
      parametersTable(played.arms.map((arm) => ({scenario: arm.id, rows: parameterRows(arm.scenario)}))),
    ],
    ['codebook.csv', codebook(scenario.input, records)],
  ];
  if (played.comparison) tables.push(['differences.csv', differencesTable(played.comparison)]);
  if (results.some(({result}) => result.failures.length > 0)) tables.push(['failures.csv', failuresTable(results)]);
  for (const [name, table] of tables) {
    for (const piece of csvPieces(table)) await folder.write(name, piece);
  }
}

/** What goes into a receipt besides results. */
export interface Provenance {
  readonly packageVersion: string;
  readonly command: string;
  readonly formats: readonly string[];
  readonly files: Readonly<Record<string, string>>; // name -> sha256
}

/** What `receipt.json` holds: enough to play the experiment again and to check every file beside it. */
export function receiptJson(
  played: Played,
  {series, records}: Experiment,
  {packageVersion, command, formats, files}: Provenance,
): object {
  const documents = played.arms.map(({scenario}) => scenario.document);
  const columns = columnDigests(played);
  return {...played.receipt, packageVersion, command, series, records, formats, columns, files, documents};
}

/** The digest of every outcome's column by scenario and `outcome@window`, so that a part of a result can be checked too. */
function columnDigests({arms}: Played): Record<string, Record<string, string>> {
  return Object.fromEntries(
    arms.map(({id, result: {outcomes, columns}}) => [
      id,
      Object.fromEntries(outcomes.map((slot, i) => [`${slot.id}@${slot.window}`, digestColumn(columns[i])])),
    ]),
  );
}
