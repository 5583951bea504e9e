import type {RunInput} from '../../src/model/input.ts';
import type {OutcomeSlot, RunRecord} from '../../src/model/record.ts';
import type {CreateModel} from '../../src/runtime/simulator.ts';
import {RunError} from '../../src/model/run.ts';
import {digestColumn, digestText} from '../../src/numeric/digest.ts';

/** What the outcomes of the synthetic model are. */
export const SLOTS: readonly OutcomeSlot[] = [
  {id: 'level', window: 'after', unit: '1'}, // shock + effect
  {id: 'delay', window: 'after', unit: 'days'}, // undefined in every fourth replicate
  {id: 'calm', window: 'after', unit: '1'}, // the shock alone
];

export const WEEKS = 6;

/** Knobs of the synthetic model, by the names of its parameters; a replicate named by a fault always has it. */
export interface Knobs {
  readonly effect?: number;
  readonly ms?: number; // time a run takes, busily
  readonly throws?: number; // replicate that fails in week 3
  readonly hangs?: number; // replicate that never ends
  readonly exits?: number; // replicate that ends its thread
  readonly refuses?: number; // 1: the model cannot be built
}

/** A scenario of the synthetic model. */
export function syntheticInput(knobs: Knobs = {}): RunInput {
  return {
    start: '2023-01-02',
    days: 7 * WEEKS,
    step_days: 7,
    windows: {after: {from: 0, to: 7 * WEEKS}},
    parameters: {...knobs},
    mechanisms: {},
    world: {jurisdictions: [], developers: []},
    policy: [],
  };
}

/** A share in [0, 1) that depends on all of its arguments. */
export function shareOf(...parts: readonly (string | number)[]): number {
  return parseInt(digestText(JSON.stringify(parts)).slice(0, 12), 16) / 2 ** 48;
}

/** A model that takes no time, whose runs are pure functions of seed and replicate, with faults to order. */
export const createSyntheticModel: CreateModel = ({parameters}) => {
  const {effect = 0, ms = 0, throws = -1, hangs = -1, exits = -1, refuses = 0} = parameters as Knobs;
  if (refuses === 1) throw new Error('synthetic: this scenario cannot be built');
  return {
    run({seed, replicate, series}): RunRecord {
      if (replicate === throws) throw new RunError(3, 'synthetic fault');
      if (replicate === exits) process.exit(9);
      while (replicate === hangs);
      const until = performance.now() + ms;
      while (performance.now() < until);
      const shock = shareOf(seed, replicate);
      const outcomes = Float64Array.of(shock + effect, replicate % 4 === 3 ? NaN : 10 * shock, shock);
      return {
        replicate,
        outcomes,
        series: series.map((id) =>
          Float64Array.from({length: WEEKS}, (_, week) => shareOf(seed, replicate, id, week) + effect),
        ),
        digest: digestColumn(outcomes),
        tables: [],
      };
    },
  };
};
