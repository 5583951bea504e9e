import {alignSide, compare, type ComparisonResult, type Side} from '../experiments/compare.ts';
import {ensemble, type EnsembleResult} from '../experiments/ensemble.ts';
import type {Runner} from '../experiments/runner.ts';
import {uncertainRunner} from '../experiments/uncertain-runner.ts';
import {compareToJson, runToJson} from '../experiments/to-json.ts';
import {csvPieces} from '../export/csv.ts';
import {recordsTable} from '../export/records-table.ts';
import {scenarioHash} from '../scenario/identity.ts';
import type {Scenario} from '../scenario/scenario.ts';
import {BadInput} from './bad-input.ts';
import type {Folder} from './effects.ts';
import {recordingRunner} from './recording-runner.ts';

/** What `run` (one scenario) and `compare` (the reference first) are asked to play. */
export interface Experiment {
  readonly scenarios: readonly Scenario[];
  readonly seed: string;
  readonly runs: number;
  readonly uncertain: boolean; // parameters drawn from their ranges
  readonly series: readonly string[];
  readonly records: readonly string[]; // record tables to write
}

export interface Played {
  readonly receipt: EnsembleResult['receipt'] | ComparisonResult['receipt'];
  readonly arms: readonly {readonly id: string; readonly scenario: Scenario; readonly result: EnsembleResult}[];
  readonly comparison: ComparisonResult | undefined;
}

interface PlayOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: {readonly done: number}) => void;
}

/** The scenarios side by side, each under an id of its own; throws `BadInput` where they cannot be compared. */
export function sidesOf(scenarios: readonly Scenario[]): Side[] {
  const [reference, ...variants] = scenarios.map(({id, input}, i): Side => {
    const taken = scenarios.slice(0, i).some((other) => other.id === id);
    return {id: taken ? `${id}-${'abcdefgh'[i]}` : id, input, scenarioHash: scenarioHash(input)};
  });
  return [
    reference,
    ...variants.map((variant) => {
      try {
        return alignSide(reference.input, variant);
      } catch (error) {
        throw new BadInput((error as Error).message);
      }
    }),
  ];
}

/** Plays an experiment; the record tables asked for go to `folder` run by run. */
export async function play(
  {scenarios, seed, runs, uncertain, series, records}: Experiment,
  given: Runner,
  folder: Folder | undefined,
  options: PlayOptions,
): Promise<Played> {
  const sides = sidesOf(scenarios);
  const [reference, ...variants] = sides;
  const runner = uncertain ? uncertainRunner(given) : given;
  const recording = folder && records.length > 0 ? recordingRunner(runner, records, recordSink(sides, folder)) : runner;
  const design = {seed, runs, series, uncertain};
  if (variants.length === 0) {
    const result = await ensemble({...reference, ...design}, recording, options);
    return {receipt: result.receipt, arms: [{id: reference.id, scenario: scenarios[0], result}], comparison: undefined};
  }
  const comparison = await compare({reference, variants, ...design}, recording, options);
  const arms = [comparison.reference, ...comparison.variants].map(({id, ensemble: result}, i) => ({
    id,
    scenario: scenarios[i],
    result,
  }));
  return {receipt: comparison.receipt, arms, comparison};
}

/** Appends the tables of each run to a file per table, and of a comparison per scenario. */
function recordSink(sides: readonly Side[], folder: Folder): Parameters<typeof recordingRunner>[2] {
  const begun = new Set<string>();
  const ids = new Map(sides.map(({id, input}) => [input, id]));
  return async (input, replicate, tables) => {
    const scenario = ids.get(input) ?? '';
    for (const table of tables) {
      const name = sides.length === 1 ? `records-${table.id}.csv` : `records-${table.id}.${scenario}.csv`;
      const pieces = csvPieces(recordsTable(scenario, replicate, table), !begun.has(name));
      begun.add(name);
      for (const piece of pieces) await folder.write(name, piece);
    }
  };
}

/** The document that `--json` prints: receipt and results, then the scenarios, so that it can be verified by itself. */
export function playedJson({arms, comparison}: Played): object {
  const documents = arms.map(({scenario}) => scenario.document);
  return comparison ? {...compareToJson(comparison), documents} : {...runToJson(arms[0].result), documents};
}
