import {createRecorder} from '../../engine/recorder.ts';
import {KINDS} from '../input.ts';
import {BY_HOME, meanOver, type OutcomeGroup, OVER_STEPS, type Part, PER_YEAR, yearsOf} from '../outcome.ts';

const STARTUP = KINDS.indexOf('startup');

/** Developers who come, go and raise money. */
export const firms: OutcomeGroup = {
  outcomes: [
    {
      id: 'developers_active',
      title: 'Active developers',
      unit: 'developers',
      definition: `Developers not closed, ${OVER_STEPS}`,
      breakdowns: ['kind'],
      span: 0,
    },
    {
      id: 'entries',
      title: 'Start-ups founded',
      unit: 'per year',
      definition: `Start-ups founded in the window, those of day 0 left out, ${PER_YEAR}; ${BY_HOME}`,
      breakdowns: ['jurisdiction'],
      span: 364,
    },
    {
      id: 'exits',
      title: 'Start-ups closed',
      unit: 'per year',
      definition: `Start-ups closed in the window, ${PER_YEAR}; ${BY_HOME}`,
      breakdowns: ['jurisdiction'],
      span: 364,
    },
    {
      id: 'startup_funding',
      title: 'Funding of start-ups with own models',
      unit: 'USD B per year',
      definition: `Founding capital and later rounds of start-ups in the window, ${PER_YEAR}; ${BY_HOME}`,
      breakdowns: ['jurisdiction'],
      span: 364,
    },
    {
      id: 'mega_rounds',
      title: 'Mega-rounds',
      unit: 'USD B per year',
      definition: `Later rounds, in the window, of start-ups that were among the most valuable ones (funding.mega_top) when they raised, ${PER_YEAR}; part of startup_funding`,
      breakdowns: [],
      span: 364,
    },
    {
      id: 'deals',
      title: 'Funding rounds',
      unit: 'per year',
      definition: `Founding and later rounds of start-ups in the window, ${PER_YEAR}; ${BY_HOME}`,
      breakdowns: ['jurisdiction'],
      span: 364,
    },
  ],
  watch({world, input, clock, ticks, deals}) {
    const {developers} = world;
    const recorder = createRecorder(['all', ...KINDS], ticks);
    const here = (row: number, part: Part): boolean =>
      part.jurisdiction === undefined || developers.column.home[row] === part.jurisdiction;

    function datedPerYear(column: Float64Array, from: number, to: number, part: Part): number {
      let n = 0;
      for (let row = 0; row < developers.rows; row++) {
        if (developers.column.kind[row] !== STARTUP || !here(row, part)) continue;
        // Those of day 0 were there before the run.
        if (column[row] > 0 && column[row] >= from && column[row] < to) n++;
      }
      return n;
    }

    return {
      begin() {
        recorder.clear();
      },
      observe() {
        for (let n = 0; n < developers.liveCount; n++) {
          const row = developers.live[n];
          recorder.add(0, clock.tick, 1);
          recorder.add(1 + developers.column.kind[row], clock.tick, 1);
        }
      },
      measure(id, window, part) {
        const years = yearsOf(window, input.days);
        switch (id) {
          case 'entries':
            return datedPerYear(developers.column.born, window.from, window.to, part) / years;
          case 'exits':
            return datedPerYear(developers.column.gone, window.from, window.to, part) / years;
          case 'startup_funding':
          case 'mega_rounds':
          case 'deals': {
            let total = 0;
            for (const deal of deals) {
              if (deal.day < window.from || deal.day >= window.to || !here(deal.developer, part)) continue;
              if (id === 'mega_rounds' && !deal.mega) continue;
              total += id === 'deals' ? 1 : deal.amount / 1000;
            }
            return total / years;
          }
          default:
            return meanOver(recorder.values((part.kind ?? -1) + 1), window, input.step_days);
        }
      },
    };
  },
};
