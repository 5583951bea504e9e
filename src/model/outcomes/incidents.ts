import {createRecorder} from '../../engine/recorder.ts';
import {type DayWindow, KINDS} from '../input.ts';
import {type OutcomeGroup, type Part, PER_YEAR, stepsOf, yearsOf} from '../outcome.ts';

const MEASURES = ['incidents', 'reported_incidents', 'severe_incidents', 'harm', 'catastrophe'] as const;

/** Harm in use. */
export const incidentOutcomes: OutcomeGroup = {
  outcomes: [
    {
      id: 'incidents',
      title: 'Incidents',
      unit: 'per year',
      definition: `All incidents in use, reported or not, ${PER_YEAR}; a jurisdiction counts those that happen there`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'reported_incidents',
      title: 'Reported incidents',
      unit: 'per year',
      definition: `Incidents that are reported, ${PER_YEAR}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'severe_incidents',
      title: 'Severe incidents',
      unit: 'per year',
      definition: `Incidents of at least severity.severe, reported or not, ${PER_YEAR}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 364,
    },
    {
      id: 'incidents_per_exposure',
      title: 'Incidents per use',
      unit: 'per M user-weeks',
      definition: 'All incidents of the window over all use of the steps that begin in it',
      breakdowns: ['kind'],
      span: 182,
    },
    {
      id: 'harm',
      title: 'Harm',
      unit: 'USD M per year',
      definition: `Severity of all incidents, drawn from a Pareto law cut off at severity.cap, ${PER_YEAR}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 364,
    },
    {
      id: 'catastrophe',
      title: 'At least one catastrophe',
      unit: 'probability',
      definition:
        '1 when an incident of the window is at least severity.catastrophe, else 0: its mean is a probability',
      breakdowns: [],
      span: 364,
    },
  ],
  watch({world, input, clock, ticks, number}) {
    const catastrophe = number('severity.catastrophe');
    const {incidents, developers, releases} = world;
    const exposure = createRecorder(['all', ...KINDS], ticks);

    const J = world.jurisdictions.length;
    const groups = 1 + KINDS.length + J; // all, each kind, each jurisdiction
    const sums = new Float64Array(groups * MEASURES.length);
    let counted: DayWindow | undefined;

    /** First incident of the step that holds a day: rows of one step stand together, steps in order. */
    function firstOf(day: number): number {
      const step = Math.floor(day / input.step_days);
      let low = 0;
      let high = incidents.rows;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (Math.floor(incidents.column.day[middle] / input.step_days) < step) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    /** Sums every measure over a window, for all groups in one pass. */
    function count(window: DayWindow): void {
      counted = window;
      sums.fill(0);
      const {day, developer, jurisdiction, reported, severe, severity} = incidents.column;
      const end = window.to + input.step_days;
      for (let row = firstOf(window.from); row < incidents.rows && day[row] < end; row++) {
        if (day[row] < window.from || day[row] >= window.to) continue;
        const kind = 1 + developers.column.kind[developer[row]];
        const place = 1 + KINDS.length + jurisdiction[row];
        for (const group of [0, kind, place]) {
          const at = group * MEASURES.length;
          sums[at] += 1;
          sums[at + 1] += reported[row];
          sums[at + 2] += severe[row];
          sums[at + 3] += severity[row];
          if (severity[row] >= catastrophe) sums[at + 4] = 1;
        }
      }
    }

    function sumOf(measure: (typeof MEASURES)[number], window: DayWindow, part: Part): number {
      if (counted?.from !== window.from || counted.to !== window.to) count(window);
      const group =
        part.kind !== undefined
          ? 1 + part.kind
          : part.jurisdiction !== undefined
            ? 1 + KINDS.length + part.jurisdiction
            : 0;
      return sums[group * MEASURES.length + MEASURES.indexOf(measure)];
    }

    return {
      begin() {
        exposure.clear();
        counted = undefined;
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
        const years = yearsOf(window, input.days);
        switch (id) {
          case 'incidents':
          case 'reported_incidents':
          case 'severe_incidents':
          case 'harm':
            return sumOf(id, window, part) / years;
          case 'catastrophe':
            return Number.isNaN(years) ? NaN : sumOf(id, window, part);
          default: {
            const values = exposure.values((part.kind ?? -1) + 1);
            const [from, to] = stepsOf(window, input.step_days, ticks);
            let use = 0;
            for (let tick = from; tick < to; tick++) use += values[tick];
            return use > 0 ? sumOf('incidents', window, part) / use : NaN;
          }
        }
      },
    };
  },
};
