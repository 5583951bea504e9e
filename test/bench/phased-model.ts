import {type Clock, play} from '../../src/engine/kernel.ts';
import {populate, releaseStock} from '../../src/model/found.ts';
import type {RunInput} from '../../src/model/input.ts';
import type {Run} from '../../src/model/mechanism.ts';
import {createObservers} from '../../src/model/observe.ts';
import {createPhases} from '../../src/model/schedule.ts';
import {createSettings} from '../../src/model/settings.ts';
import {clearWorld, createWorld} from '../../src/model/world.ts';
import {digestColumns} from '../../src/numeric/digest.ts';
import {Draws} from '../../src/numeric/draws.ts';
import {rootKey} from '../../src/numeric/root-key.ts';

/** Nanoseconds by part of a run, in the order of the week; what comes before and after the weeks has parts of its own. */
export type PhaseTimes = Map<string, number>;

export interface PhasedModel {
  /** Plays one run, adds to `times`, and returns the digest of its outcomes. */
  run(seed: string, replicate: number, times: PhaseTimes): string;
}

/**
 * The model put together as `createModel` does, with a clock around every phase.
 *
 * The model itself may read no clock, so this stands outside of it. The digest shows that both play the same run.
 */
export function createPhasedModel(input: RunInput): PhasedModel {
  const world = createWorld(input);
  const clock: Clock = {tick: 0, from: 0, to: input.step_days};
  const ticks = Math.ceil(input.days / input.step_days);
  const run: Run = {
    input,
    world,
    clock,
    draws: new Draws(0, 0),
    trace: undefined,
    ...createSettings(input),
    get market() {
      return phases.market;
    },
  };
  const phases = createPhases(run);
  const {market, ledger, deals, race} = phases;
  const observers = createObservers({
    number: (name) => run.number(name),
    input,
    world,
    clock,
    ticks,
    market,
    ledger,
    deals,
    race,
  });

  return {
    run(seed, replicate, times) {
      const timed = <T>(name: string, work: () => T): T => {
        const before = process.hrtime.bigint();
        const result = work();
        times.set(name, (times.get(name) ?? 0) + Number(process.hrtime.bigint() - before));
        return result;
      };
      timed('begin', () => {
        const {key0, key1} = rootKey(seed, replicate);
        run.draws = new Draws(key0, key1);
        clock.tick = 0;
        clock.from = 0;
        clock.to = input.step_days;
        clearWorld(world);
        populate(run);
        phases.begin();
        releaseStock(run);
        observers.begin();
      });
      const steps = [...phases.steps, {name: 'record', step: observers.observe}].map(({name, step}) => ({
        name,
        step() {
          timed(name, step);
        },
      }));
      play(clock, steps, input.days, input.step_days);
      const outcomes = timed('measure', () => observers.values());
      return timed('digest', () => digestColumns([{name: 'outcomes', values: outcomes}]));
    },
  };
}
