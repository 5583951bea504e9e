/** The present step: days from `from` to `to` (exclusive), counted from the start of the run. */
export interface Clock {
  tick: number;
  from: number;
  to: number;
}

/** One part of the week. It reads and writes the world it was made for. */
export interface Phase {
  readonly name: string;
  readonly step: () => void;
}

/**
 * Plays the phases in order, once per step, until the clock reaches `days`.
 *
 * `clock` is shared with the phases; the last step is cut short when `days` is no multiple of the step.
 */
export function play(clock: Clock, phases: readonly Phase[], days: number, stepDays: number): void {
  const ticks = Math.ceil(days / stepDays);
  for (let tick = 0; tick < ticks; tick++) {
    clock.tick = tick;
    clock.from = tick * stepDays;
    clock.to = Math.min((tick + 1) * stepDays, days);
    for (let i = 0; i < phases.length; i++) phases[i].step();
  }
}
