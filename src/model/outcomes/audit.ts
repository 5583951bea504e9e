import type {DayWindow} from '../input.ts';
import {type OutcomeGroup, stepsOf} from '../outcome.ts';

const WORKING =
  'the steps that begin in the window, as they end, in which an accredited private evaluator is in business';

/** The industry of private evaluators. */
export const audit: OutcomeGroup = {
  outcomes: [
    {
      id: 'audit_firms',
      title: 'Private evaluators',
      unit: 'evaluators',
      definition: `Accredited private evaluators in business, institutes included, mean over ${WORKING} (in a jurisdiction: that are at home there); undefined without such a step`,
      breakdowns: ['jurisdiction'],
      span: 0,
    },
    {
      id: 'audit_utilisation',
      title: 'Utilisation of private evaluators',
      unit: 'share of teams',
      definition: `Teams of accredited private evaluators at work over all of their teams, mean over ${WORKING}`,
      breakdowns: [],
      span: 0,
    },
    {
      id: 'audit_fee',
      title: 'Market fee of an evaluation',
      unit: 'USD M',
      definition: `Market fee of private evaluators for an evaluation of a release of frontier size, mean over ${WORKING}`,
      breakdowns: [],
      span: 0,
    },
  ],
  watch({world, input, clock, ticks}) {
    const {evaluators} = world;
    const places = world.jurisdictions.length;
    const working = new Float64Array((1 + places) * ticks); // of all, then by home; NaN while nobody works
    const used = new Float64Array(ticks);
    const fee = new Float64Array(ticks);

    /** Mean of the steps of a window that have a value. */
    function meanOfWorking(values: Float64Array, at: number, window: DayWindow): number {
      const [from, to] = stepsOf(window, input.step_days, ticks);
      let total = 0;
      let n = 0;
      for (let tick = from; tick < to; tick++) {
        if (Number.isNaN(values[at + tick])) continue;
        total += values[at + tick];
        n++;
      }
      return n > 0 ? total / n : NaN;
    }

    return {
      begin() {
        working.fill(NaN);
        used.fill(NaN);
        fee.fill(NaN);
      },
      observe() {
        if (evaluators.liveCount === 0) return;
        const {accredited, teams, busy, home} = evaluators.column;
        let count = 0;
        let all = 0;
        let atWork = 0;
        for (let n = 0; n < evaluators.liveCount; n++) {
          const row = evaluators.live[n];
          if (accredited[row] > clock.from) continue;
          count++;
          all += teams[row];
          atWork += busy[row];
        }
        if (count === 0) return;
        working[clock.tick] = count;
        used[clock.tick] = atWork / all;
        fee[clock.tick] = world.auditFee;
        for (let j = 0; j < places; j++) working[(1 + j) * ticks + clock.tick] = 0;
        for (let n = 0; n < evaluators.liveCount; n++) {
          const row = evaluators.live[n];
          if (accredited[row] <= clock.from) working[(1 + home[row]) * ticks + clock.tick]++;
        }
      },
      measure(id, window, part) {
        if (id === 'audit_utilisation') return meanOfWorking(used, 0, window);
        if (id === 'audit_fee') return meanOfWorking(fee, 0, window);
        return meanOfWorking(working, ((part.jurisdiction ?? -1) + 1) * ticks, window);
      },
    };
  },
};
