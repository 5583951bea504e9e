import {createRecorder} from '../../engine/recorder.ts';
import {KINDS} from '../input.ts';
import {BY_HOME, type OutcomeGroup, PER_YEAR, stepsOf, yearsOf} from '../outcome.ts';

/** What breaking rules and doing harm cost those who develop. */
export const enforcement: OutcomeGroup = {
  outcomes: [
    {
      id: 'liability_paid',
      title: 'Damages and premiums paid by developers',
      unit: 'USD M per year',
      definition: `Damages for harm, and premiums for their insured part, that developers paid in the steps that begin in the window, ${PER_YEAR}; ${BY_HOME}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 364,
    },
  ],
  watch({world, input, clock, ticks}) {
    const {developers} = world;
    const homes = world.jurisdictions.length;
    // By kind and home: a part is a sum over some of them.
    const recorder = createRecorder(
      KINDS.flatMap((kind) => world.jurisdictions.map((home) => `${kind}.${home}`)),
      ticks,
    );
    return {
      begin() {
        recorder.clear();
      },
      observe() {
        const {liability, kind, home} = developers.column;
        for (let row = 0; row < developers.rows; row++) {
          if (liability[row] !== 0) recorder.add(kind[row] * homes + home[row], clock.tick, liability[row]);
        }
      },
      measure(_, window, part) {
        const [from, to] = stepsOf(window, input.step_days, ticks);
        let total = 0;
        for (let n = 0; n < KINDS.length * homes; n++) {
          if (part.kind !== undefined && part.kind !== Math.floor(n / homes)) continue;
          if (part.jurisdiction !== undefined && part.jurisdiction !== n % homes) continue;
          const values = recorder.values(n);
          for (let tick = from; tick < to; tick++) total += values[tick];
        }
        return total / yearsOf(window, input.days);
      },
    };
  },
};
