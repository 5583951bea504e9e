import {type Clock, play} from '../../src/engine/kernel.ts';
import {lab, place, stage} from '../../src/experiments/validation/worlds.ts';
import {defaultWorld} from '../../src/model/default-world.ts';
import {populate, releaseStock} from '../../src/model/found.ts';
import {type PolicyEntry, type Regime, type RunInput, type StageRule, UNREGULATED} from '../../src/model/input.ts';
import type {Run} from '../../src/model/mechanism.ts';
import {outcomeSlots} from '../../src/model/observe.ts';
import type {RecordTable, RunRecord} from '../../src/model/record.ts';
import {createPhases, type Phases} from '../../src/model/schedule.ts';
import {createSettings} from '../../src/model/settings.ts';
import {createWorld} from '../../src/model/world.ts';
import {Draws} from '../../src/numeric/draws.ts';
import {rootKey} from '../../src/numeric/root-key.ts';

export {lab as developer, place as jurisdiction, stage};

/** A mandatory gate for new releases of any size. */
export function regime(stages: readonly StageRule[], more: Partial<Regime> = {}): Regime {
  return {
    ...UNREGULATED,
    stages,
    ...more,
  };
}

/** A policy in force from `from` on. */
export function entry(
  id: string,
  places: readonly string[],
  rules: Partial<Regime>,
  more: Partial<PolicyEntry> = {},
): PolicyEntry {
  return {id, from: 0, until: null, announced: null, when: null, in: places, regime: rules, ...more};
}

/** Switches that leave research and the gate alone in the world. */
export const ALONE: RunInput['mechanisms'] = {
  entry: false,
  exit: false,
  funding: false,
  costs: false,
  defects: false,
  demand: false,
  prices: false,
  submission_choice: false,
  abandonment: false,
  evasion: false,
};

/** A scenario of four years in the default world, unless said otherwise. */
export function scenario(more: Partial<RunInput> = {}): RunInput {
  const days = more.days ?? 4 * 364;
  return {
    start: '2023-01-02',
    days,
    step_days: 7,
    windows: {all: {from: 0, to: days}},
    parameters: {},
    mechanisms: {},
    world: defaultWorld,
    policy: [],
    ...more,
  };
}

/** The regime of the article: 90 days, 60 days, sign-off, for the ten largest training runs. */
export function articlePolicy(from: number, places: readonly string[] = ['us']): PolicyEntry {
  const stages = [
    stage('research', {min_days: 90, evaluations: 5, checks: true}),
    stage('enterprise', {min_days: 60, access: ['accredited', 'enterprise']}),
    stage('public', {sign_off: true}),
  ];
  return entry('staging', places, regime(stages, {threshold: {index: 'frontier_relative', top: 10}}), {from});
}

/** A world with buyers and incidents in which no incident changes what anybody buys. */
export function market(parameters: RunInput['parameters'], more: Partial<RunInput> = {}): RunInput {
  return scenario({
    world: {jurisdictions: [place('x')], developers: [lab('a', 'x', {count: 8, installed: 1})]},
    mechanisms: {...ALONE, demand: true, defects: true},
    ...more,
    parameters: {
      'release.law': 'fixed',
      'release.rate.x': 32,
      'trust.loss': 0,
      'testing.days.lab': 20,
      'safety.efficiency': 0,
      ...parameters,
    },
  });
}

/** Reads outcomes of a record by id and window. */
export function outcomesOf(input: RunInput): (record: RunRecord, id: string, window?: string) => number {
  const slots = outcomeSlots(input);
  return (record, id, window = Object.keys(input.windows)[0]) => {
    const at = slots.findIndex((slot) => slot.id === id && slot.window === window);
    if (at < 0) throw new Error(`no outcome ${id} in window ${window}`);
    return record.outcomes[at];
  };
}

const OF_RULES = ['stringency', 'jurisdictions_staged', 'moratorium_weeks', 'rules_tightened'];

/** All outcomes of a record that tell what happened, not which rules were in force. */
export function effectsOf(input: RunInput): (record: RunRecord) => readonly number[] {
  const slots = outcomeSlots(input);
  return ({outcomes}) => Array.from(outcomes).filter((_, n) => !OF_RULES.includes(slots[n].id.split('.')[0]));
}

/** A record table as columns by name. */
export function columnsOf(
  record: RunRecord,
  id: string,
): {rows: number; readonly number: (name: string) => Float64Array; readonly text: (name: string) => readonly string[]} {
  const table = record.tables.find((each) => each.id === id);
  if (!table) throw new Error(`no table ${id}`);
  return {
    rows: table.rows,
    number: (name) => valuesOf(table, name) as Float64Array,
    text: (name) => valuesOf(table, name) as readonly string[],
  };
}

function valuesOf(table: RecordTable, name: string): Float64Array | readonly string[] {
  const column = table.columns.find((each) => each.name === name);
  if (!column) throw new Error(`no column ${name} in ${table.id}`);
  return column.values;
}

/** A model taken apart: the phases with their ledger, to be played step by step. */
export interface Parts {
  readonly run: Run;
  readonly phases: Phases;
  /** Plays the run from its first day; `watch` is called after every step. */
  readonly play: (watch?: () => void) => void;
}

export function takeApart(input: RunInput, seed = '1', replicate = 0): Parts {
  const world = createWorld(input);
  const clock: Clock = {tick: 0, from: 0, to: input.step_days};
  const {key0, key1} = rootKey(seed, replicate);
  const run: Run = {
    input,
    world,
    clock,
    draws: new Draws(key0, key1),
    trace: undefined,
    ...createSettings(input),
    get market() {
      return phases.market;
    },
  };
  const phases = createPhases(run);
  populate(run);
  phases.begin();
  releaseStock(run);
  return {
    run,
    phases,
    play(watch) {
      const steps = watch ? [...phases.steps, {name: 'watch', step: watch}] : phases.steps;
      play(clock, steps, input.days, input.step_days);
    },
  };
}

/** Arithmetic mean. */
export const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length;
