import {createRecorder} from '../../engine/recorder.ts';
import {type DayWindow, KINDS} from '../input.ts';
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
      definition: `Frontier releases whose training ended in the window: mean margin foregone between submission and clearance, from customers who came or reconsidered meanwhile, at the choice probabilities of the day of submission and beyond what the developer’s waiting release before it would add, summed over the jurisdictions that cleared them by the end of the run; ${BY_HOME}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'delay_cost_after',
      title: 'Cost of delay, later years',
      unit: 'USD M per release',
      definition: `Frontier releases whose training ended in the window: mean margin lost after clearance with the customers who chose while they waited and stay until they reconsider, discounted and eroding, summed as for delay_cost; ${BY_HOME}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'variants_per_release',
      title: 'Variants of a release',
      unit: 'variants',
      definition: `Releases whose training ended in the window: mean number of variants for rules that differ, by the end of the run, 1 where nothing was regulated; ${BY_HOME}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'compliance_share',
      title: 'Compliance in spending',
      unit: 'share of spend',
      definition:
        'Compliance over R&D, overhead and compliance, both booked in the steps that begin in the window, undefined when nothing is spent',
      breakdowns: ['kind'],
      span: 91,
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
    const groups = ['all', ...KINDS];
    const recorder = createRecorder([...groups, ...groups.map((id) => `spending.${id}`)], ticks);

    function totalOf(series: number, window: DayWindow): number {
      const values = recorder.values(series);
      const [from, to] = stepsOf(window, input.step_days, ticks);
      let total = 0;
      for (let tick = from; tick < to; tick++) total += values[tick];
      return total;
    }

    function costOf(id: string, row: number): number {
      const {staffCost, feeCost, remediationCost, delayCost, delayCostAfter, variants} = releases.column;
      if (id === 'delay_cost') return delayCost[row];
      if (id === 'delay_cost_after') return delayCostAfter[row];
      if (id === 'variants_per_release') return Math.max(variants[row], 1);
      return staffCost[row] + feeCost[row] + remediationCost[row];
    }

    return {
      begin() {
        recorder.clear();
      },
      observe() {
        const {compliance: spent, spending, kind} = developers.column;
        for (let n = 0; n < developers.liveCount; n++) {
          const row = developers.live[n];
          recorder.add(groups.length, clock.tick, spending[row]);
          recorder.add(groups.length + 1 + kind[row], clock.tick, spending[row]);
          if (spent[row] === 0) continue;
          recorder.add(0, clock.tick, spent[row]);
          recorder.add(1 + kind[row], clock.tick, spent[row]);
        }
      },
      measure(id, window, part) {
        const series = (part.kind ?? -1) + 1;
        if (id === 'compliance_spend') return totalOf(series, window) / yearsOf(window, input.days);
        if (id === 'compliance_share') return totalOf(series, window) / totalOf(groups.length + series, window);
        const {trained, frontier, developer} = releases.column;
        const frontierOnly = id !== 'variants_per_release';
        let n = 0;
        let total = 0;
        for (let row = 0; row < releases.rows; row++) {
          if ((frontierOnly && frontier[row] === 0) || trained[row] < window.from || trained[row] >= window.to)
            continue;
          if (part.kind !== undefined && developers.column.kind[developer[row]] !== part.kind) continue;
          if (part.jurisdiction !== undefined && developers.column.home[developer[row]] !== part.jurisdiction) continue;
          n++;
          total += costOf(id, row);
        }
        return n > 0 ? total / n : NaN;
      },
    };
  },
};
