import {createRecorder} from '../../engine/recorder.ts';
import {KINDS} from '../input.ts';
import {BY_HOME, type OutcomeGroup, PER_YEAR, stepsOf, yearsOf} from '../outcome.ts';

/** What the rules cost those who develop. */
export const compliance: OutcomeGroup = {
  outcomes: [
    {
      id: 'compliance_cost',
      title: 'Compliance cost',
      unit: 'USD M per release',
      definition: `Frontier releases whose training ended in the window: mean of staff (with their share of the fixed cost of a regime), fees and remediation booked on them by the end of the run; 0 where no rule applies; ${BY_HOME}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'delay_cost',
      title: 'Cost of delay',
      unit: 'USD M per release',
      definition: `Frontier releases whose training ended in the window: mean margin foregone between submission and clearance, at the choice probabilities of the day of submission and beyond what the developer’s waiting release before it would add (an upper bound: customers do not move at once), summed over the jurisdictions that cleared them by the end of the run; ${BY_HOME}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'compliance_spend',
      title: 'Spending on compliance, all developers',
      unit: 'USD M per year',
      definition: `Staff, fees and remediation booked in the steps that begin in the window, ${PER_YEAR}`,
      breakdowns: ['kind'],
      span: 91,
    },
  ],
  watch({world, input, clock, ticks}) {
    const {releases, developers} = world;
    const recorder = createRecorder(['all', ...KINDS], ticks);
    return {
      begin() {
        recorder.clear();
      },
      observe() {
        const {compliance: spent, kind} = developers.column;
        for (let row = 0; row < developers.rows; row++) {
          if (spent[row] === 0) continue;
          recorder.add(0, clock.tick, spent[row]);
          recorder.add(1 + kind[row], clock.tick, spent[row]);
        }
      },
      measure(id, window, part) {
        if (id === 'compliance_spend') {
          const values = recorder.values((part.kind ?? -1) + 1);
          const [from, to] = stepsOf(window, input.step_days, ticks);
          let total = 0;
          for (let tick = from; tick < to; tick++) total += values[tick];
          return total / yearsOf(window, input.days);
        }
        const {trained, frontier, developer, staffCost, feeCost, remediationCost, delayCost} = releases.column;
        let n = 0;
        let total = 0;
        for (let row = 0; row < releases.rows; row++) {
          if (frontier[row] === 0 || trained[row] < window.from || trained[row] >= window.to) continue;
          if (part.kind !== undefined && developers.column.kind[developer[row]] !== part.kind) continue;
          if (part.jurisdiction !== undefined && developers.column.home[developer[row]] !== part.jurisdiction) continue;
          n++;
          total += id === 'delay_cost' ? delayCost[row] : staffCost[row] + feeCost[row] + remediationCost[row];
        }
        return n > 0 ? total / n : NaN;
      },
    };
  },
};
