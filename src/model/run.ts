import {type Clock, play} from '../engine/kernel.ts';
import {digestColumns} from '../numeric/digest.ts';
import {Draws} from '../numeric/draws.ts';
import {rootKey} from '../numeric/root-key.ts';
import {populate, releaseStock} from './found.ts';
import type {RunInput} from './input.ts';
import type {Run, TraceSink} from './mechanism.ts';
import {createObservers} from './observe.ts';
import {type Part, parts} from './parts.ts';
import type {RunRecord} from './record.ts';
import {createRecords} from './records.ts';
import {createPhases} from './schedule.ts';
import {createSettings} from './settings.ts';
import {clearWorld, createWorld, type World} from './world.ts';

/** Which run to play, and what to bring home beside the standard outcomes. */
export interface RunWish {
  readonly seed: string;
  readonly replicate: number;
  readonly series: readonly string[]; // outcome ids
  readonly tables: readonly string[]; // record tables
  readonly trace?: TraceSink;
}

/** A scenario made ready to run: memory is laid out once and used by every run. */
export interface Model {
  /** Plays one run. The same input, seed and replicate give the same bits, whatever else is asked for. */
  run(wish: RunWish): RunRecord;
  /** The world as the last run left it, for tests and inspection. */
  readonly world: World;
}

/** A run that reached a state the model does not allow. */
export class RunError extends Error {
  readonly week: number;
  constructor(week: number, reason: string) {
    super(reason);
    this.name = 'RunError';
    this.week = week;
  }
}

/**
 * Makes a model of a scenario from its parts, or from others.
 *
 * Throws when the input names a parameter or switch that does not exist.
 */
export function createModel(input: RunInput, list: readonly Part[] = parts): Model {
  const world = createWorld(input);
  const clock: Clock = {tick: 0, from: 0, to: input.step_days};
  const ticks = Math.ceil(input.days / input.step_days);
  const run: Run = {
    input,
    world,
    clock,
    draws: new Draws(0, 0),
    trace: undefined,
    ...createSettings(input, list),
    get market() {
      return phases.market;
    },
  };
  const phases = createPhases(run, list);
  const view = {
    input,
    number: (name: string): number => run.number(name),
    world,
    clock,
    ticks,
    market: phases.market,
    ledger: phases.ledger,
    deals: phases.deals,
    race: phases.race,
  };
  const observers = createObservers(view);
  const records = createRecords(view);
  const steps = [...phases.steps, {name: 'record', step: observers.observe}];

  function begin(wish: RunWish): void {
    const {key0, key1} = rootKey(wish.seed, wish.replicate);
    run.draws = new Draws(key0, key1);
    run.trace = wish.trace;
    clock.tick = 0;
    clock.from = 0;
    clock.to = input.step_days;
    clearWorld(world);
    populate(run);
    phases.begin();
    releaseStock(run);
    observers.begin();
    records.begin(wish.tables);
  }

  return {
    world,
    run(wish) {
      begin(wish);
      try {
        play(clock, wish.tables.length > 0 ? [...steps, records] : steps, input.days, input.step_days);
      } catch (error) {
        throw new RunError(clock.tick, error instanceof Error ? error.message : String(error));
      }
      const outcomes = observers.values();
      return {
        replicate: wish.replicate,
        outcomes,
        series: wish.series.map((id) => observers.series(id)),
        digest: digestColumns([{name: 'outcomes', values: outcomes}]),
        tables: records.tables(wish.tables),
      };
    },
  };
}
