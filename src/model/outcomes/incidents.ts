import {createRecorder} from '../../engine/recorder.ts';
import type {DayWindow} from '../input.ts';
import {type OutcomeGroup, type Part, stepsOf, yearsOf} from '../outcome.ts';

const CATASTROPHE = 10_000; // USD M

/** Harm in use. */
export const incidentOutcomes: OutcomeGroup = {
  outcomes: [
    {
      id: 'incidents',
      title: 'Incidents',
      unit: 'per year',
      definition: 'All incidents in use, reported or not, per year of the window',
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'reported_incidents',
      title: 'Reported incidents',
      unit: 'per year',
      definition: 'Incidents that are reported, per year of the window',
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'severe_incidents',
      title: 'Severe incidents',
      unit: 'per year',
      definition: 'Incidents of at least severity.severe, reported or not, per year of the window',
      breakdowns: ['kind', 'jurisdiction'],
      span: 364,
    },
    {
      id: 'incidents_per_exposure',
      title: 'Incidents per use',
      unit: 'per M user-weeks',
      definition: 'All incidents of the window over all use of the window',
      breakdowns: ['kind'],
      span: 182,
    },
    {
      id: 'harm',
      title: 'Harm',
      unit: 'USD M per year',
      definition: 'Severity of all incidents, drawn from a Pareto law cut off at severity.cap, per year of the window',
      breakdowns: ['kind', 'jurisdiction'],
      span: 364,
    },
    {
      id: 'catastrophe',
      title: 'At least one catastrophe',
      unit: 'probability',
      definition: `1 when an incident of the window reaches USD ${CATASTROPHE} M, else 0: its mean is a probability`,
      breakdowns: [],
      span: 364,
    },
  ],
  watch({world, input, clock, ticks}) {
    const {incidents, developers, releases} = world;
    const exposure = createRecorder(['all', 'lab', 'startup', 'open'], ticks);

    function total(window: DayWindow, part: Part, weigh: (row: number) => number): number {
      const {day, developer, jurisdiction} = incidents.column;
      let sum = 0;
      for (let row = 0; row < incidents.rows; row++) {
        if (day[row] < window.from || day[row] >= window.to) continue;
        if (part.kind !== undefined && developers.column.kind[developer[row]] !== part.kind) continue;
        if (part.jurisdiction !== undefined && jurisdiction[row] !== part.jurisdiction) continue;
        sum += weigh(row);
      }
      return sum;
    }

    return {
      begin() {
        exposure.clear();
      },
      observe() {
        const {exposure: use, developer} = releases.column;
        for (let n = 0; n < releases.liveCount; n++) {
          const release = releases.live[n];
          if (use[release] === 0) continue;
          exposure.add(0, clock.tick, use[release]);
          exposure.add(1 + developers.column.kind[developer[release]], clock.tick, use[release]);
        }
      },
      measure(id, window, part) {
        const {reported, severe, severity} = incidents.column;
        const years = yearsOf(window, input.days);
        switch (id) {
          case 'incidents':
            return total(window, part, () => 1) / years;
          case 'reported_incidents':
            return total(window, part, (row) => reported[row]) / years;
          case 'severe_incidents':
            return total(window, part, (row) => severe[row]) / years;
          case 'harm':
            return total(window, part, (row) => severity[row]) / years;
          case 'catastrophe':
            return Number.isNaN(years) ? NaN : Math.min(total(window, part, (row) => (severity[row] >= CATASTROPHE ? 1 : 0)), 1);
          default: {
            const values = exposure.values((part.kind ?? -1) + 1);
            const [from, to] = stepsOf(window, input.step_days, ticks);
            let use = 0;
            for (let tick = from; tick < to; tick++) use += values[tick];
            return use > 0 ? total(window, part, () => 1) / use : NaN;
          }
        }
      },
    };
  },
};
