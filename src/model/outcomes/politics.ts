import {createRecorder} from '../../engine/recorder.ts';
import type {DayWindow} from '../input.ts';
import {meanOver, type OutcomeGroup, OVER_STEPS, type Part, stepsOf} from '../outcome.ts';
import {STRINGENCY, stringencyOf} from '../stringency.ts';

const FOLLOWED = 364; // days after an incident within which rules count as its sequel
const KEPT = ['stringency', 'gate', 'moratorium'] as const;

/** The path of the rules. */
export const politicsOutcomes: OutcomeGroup = {
  outcomes: [
    {
      id: 'stringency',
      title: 'Stringency of the rules in force',
      unit: '0 to 1',
      definition: `${STRINGENCY}; ${OVER_STEPS}; over jurisdictions weighted by their share of potential spend`,
      breakdowns: ['jurisdiction'],
      span: 0,
    },
    {
      id: 'jurisdictions_staged',
      title: 'Jurisdictions with staged release',
      unit: 'jurisdictions',
      definition: `Jurisdictions with a gate in force, voluntary or not, ${OVER_STEPS}`,
      breakdowns: [],
      span: 0,
    },
    {
      id: 'moratorium_weeks',
      title: 'Weeks under a moratorium',
      unit: 'weeks',
      definition:
        'Length of the steps that begin in the window in which a moratorium on large training runs is in force, anywhere or in the jurisdiction',
      breakdowns: ['jurisdiction'],
      span: 364,
    },
    {
      id: 'rules_tightened',
      title: 'Stricter rules after a severe incident',
      unit: 'probability',
      definition: `1 when in some jurisdiction a severe reported incident of the window is followed by a higher stringency there within ${FOLLOWED} days and the run than in the step of the incident, whatever the cause; otherwise 0, also when there is no such incident`,
      breakdowns: ['jurisdiction'],
      span: 364,
    },
  ],
  watch({world, input, clock, ticks}) {
    const J = world.jurisdictions.length;
    const recorder = createRecorder(
      KEPT.flatMap((what) => world.jurisdictions.map((id) => `${what} ${id}`)),
      ticks,
    );
    const serious: number[] = [];
    let seen = 0; // incidents
    const kept = (what: (typeof KEPT)[number], j: number): Float64Array => recorder.values(KEPT.indexOf(what) * J + j);

    /** Reported severe incidents, looked up once after a run. */
    function seriousIncidents(): readonly number[] {
      const {reported, severe} = world.incidents.column;
      for (; seen < world.incidents.rows; seen++) if (severe[seen] === 1 && reported[seen] === 1) serious.push(seen);
      return serious;
    }

    function tightened(window: DayWindow, part: Part): number {
      const {day, jurisdiction} = world.incidents.column;
      const step = input.step_days;
      for (const row of seriousIncidents()) {
        if (day[row] < window.from || day[row] >= window.to) continue;
        if (part.jurisdiction !== undefined && jurisdiction[row] !== part.jurisdiction) continue;
        const strict = kept('stringency', jurisdiction[row]);
        const at = Math.min(Math.floor(day[row] / step), ticks - 1); // rounding can put a day on the end of the run
        const last = Math.min(Math.floor((day[row] + FOLLOWED) / step), ticks - 1);
        for (let tick = at + 1; tick <= last; tick++) if (strict[tick] > strict[at]) return 1;
      }
      return 0;
    }

    function weeks(window: DayWindow, part: Part): number {
      const [from, to] = stepsOf(window, input.step_days, ticks);
      let total = 0;
      for (let tick = from; tick < to; tick++) {
        let frozen = 0;
        for (let j = part.jurisdiction ?? 0; j < (part.jurisdiction ?? J - 1) + 1; j++) {
          frozen = Math.max(frozen, kept('moratorium', j)[tick]);
        }
        total += frozen * (Math.min((tick + 1) * input.step_days, input.days) - tick * input.step_days);
      }
      return to > from ? total / 7 : NaN;
    }

    function mean(what: 'stringency' | 'gate', window: DayWindow, part: Part, weight: (j: number) => number): number {
      if (part.jurisdiction !== undefined) return meanOver(kept(what, part.jurisdiction), window, input.step_days);
      let total = 0;
      for (let j = 0; j < J; j++) total += weight(j) * meanOver(kept(what, j), window, input.step_days);
      return total;
    }

    const spend = world.spendShare.reduce((a, b) => a + b, 0);

    return {
      begin() {
        recorder.clear();
        serious.length = 0;
        seen = 0;
      },
      observe() {
        for (let j = 0; j < J; j++) {
          const regime = world.regimes[j];
          if (regime === null) continue;
          recorder.set(j, clock.tick, stringencyOf(regime));
          recorder.set(J + j, clock.tick, regime.stages.length > 0 ? 1 : 0);
          recorder.set(2 * J + j, clock.tick, regime.moratorium_flop === null ? 0 : 1);
        }
      },
      measure(id, window, part) {
        switch (id) {
          case 'moratorium_weeks':
            return weeks(window, part);
          case 'rules_tightened':
            return stepsOf(window, input.step_days, ticks)[0] < ticks ? tightened(window, part) : NaN;
          case 'jurisdictions_staged':
            return mean('gate', window, part, () => 1);
          default:
            return mean('stringency', window, part, (j) => world.spendShare[j] / spend);
        }
      },
    };
  },
};
