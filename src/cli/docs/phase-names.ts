import type {RunInput} from '../../model/input.ts';
import {defaultWorld} from '../../model/default-world.ts';
import type {Run} from '../../model/mechanism.ts';
import {createPhases} from '../../model/schedule.ts';
import {createSettings} from '../../model/settings.ts';
import {createWorld} from '../../model/world.ts';
import {Draws} from '../../numeric/draws.ts';

/** Names of the phases in the order in which a week plays them, asked of the schedule itself. */
export function phaseNames(): readonly string[] {
  const input: RunInput = {
    start: '2023-01-02',
    days: 7,
    step_days: 7,
    windows: {},
    parameters: {},
    mechanisms: {},
    world: defaultWorld,
    policy: [],
  };
  const run: Run = {
    input,
    world: createWorld(input),
    clock: {tick: 0, from: 0, to: 7},
    draws: new Draws(0, 0),
    trace: undefined,
    ...createSettings(input),
    get market() {
      return phases.market;
    },
  };
  const phases = createPhases(run);
  return [...phases.steps.map(({name}) => name), 'record'];
}
