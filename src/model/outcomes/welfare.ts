import {createRecorder} from '../../engine/recorder.ts';
import {type OutcomeGroup, PER_YEAR, stepsOf, yearsOf} from '../outcome.ts';
import {SEGMENTS} from '../segments.ts';

const BOOKED = `booked in the steps that begin in the window, ${PER_YEAR}`;
const surplus =
  'surplus of buyers over doing without, (M / a_p) ln(sum over nests of D^l, relative to the outside good), as if all of them chose at today’s prices (with inertia an upper bound) and nobody evaded a ban';

/** What the market is worth to those in it, and what harm and rules take from it. */
export const welfare: OutcomeGroup = {
  outcomes: [
    {
      id: 'consumer_surplus',
      title: 'Consumer surplus',
      unit: 'USD B per year',
      definition: `Consumer surplus: ${surplus}, summed over the steps that begin in the window, ${PER_YEAR}; undefined without an outside good or where choice is switched off`,
      breakdowns: ['jurisdiction', 'segment'],
      span: 91,
    },
    {
      id: 'producer_profit',
      title: 'Profit of developers',
      unit: 'USD B per year',
      definition: `Revenue less cost of service, R&D, overhead, compliance, fines and damages of developers, ${BOOKED}; other income left out`,
      breakdowns: [],
      span: 91,
    },
    {
      id: 'welfare',
      title: 'Welfare',
      unit: 'USD B per year',
      definition: `Consumer surplus, plus profit of developers before fines and damages (which are transfers; compliance is taken off), less the harm of incidents in the window, ${PER_YEAR}; what public review teams cost is left out`,
      breakdowns: [],
      span: 364,
    },
  ],
  watch({world, input, clock, ticks, market}) {
    const {developers, incidents} = world;
    const Z = SEGMENTS.length;
    const cells = world.jurisdictions.length * Z;
    const names = ['profit', 'transfers', ...Array.from({length: cells}, (_, c) => `surplus.${c}`)];
    const recorder = createRecorder(names, ticks);

    return {
      begin() {
        recorder.clear();
      },
      observe() {
        const {margin, spending, fines, liability} = developers.column;
        let profit = 0;
        let transfers = 0;
        for (let n = 0; n < developers.liveCount; n++) {
          const row = developers.live[n];
          profit += margin[row] - spending[row] - fines[row] - liability[row];
          transfers += fines[row] + liability[row];
        }
        recorder.set(0, clock.tick, profit);
        recorder.set(1, clock.tick, transfers);
        for (let c = 0; c < cells; c++) recorder.set(2 + c, clock.tick, market.surplus(c));
      },
      measure(id, window, {jurisdiction, segment}) {
        const [from, to] = stepsOf(window, input.step_days, ticks);
        const overSteps = (index: number): number => {
          const values = recorder.values(index);
          let total = 0;
          for (let tick = from; tick < to; tick++) total += values[tick];
          return total;
        };
        const years = yearsOf(window, input.days) * 1000; // USD M to B
        if (id === 'producer_profit') return overSteps(0) / years;
        let total = 0;
        for (let c = 0; c < cells; c++) {
          if (jurisdiction !== undefined && Math.floor(c / Z) !== jurisdiction) continue;
          if (segment !== undefined && c % Z !== segment) continue;
          total += overSteps(2 + c);
        }
        if (id === 'consumer_surplus') return total / years;
        const {day, severity} = incidents.column;
        for (let row = 0; row < incidents.rows; row++)
          if (day[row] >= window.from && day[row] < window.to) total -= severity[row];
        return (total + overSteps(0) + overSteps(1)) / years;
      },
    };
  },
};
