import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import {createRecorder} from '../../engine/recorder.ts';
import type {DayWindow} from '../input.ts';
import {meanOver, type OutcomeGroup, OVER_STEPS, stepsOf} from '../outcome.ts';

const LN10 = 2.302585092994046;
const DAYS = 365.25;

/** How fast the frontier moves, and how far open weights are behind. */
export const technology: OutcomeGroup = {
  outcomes: [
    {
      id: 'compute_growth',
      title: 'Growth of frontier training compute',
      unit: 'x per year',
      definition:
        'Training runs that ended in the window and were among the ten largest by then: least-squares growth of their compute over their day, undefined for fewer than three',
      breakdowns: [],
      span: 728,
    },
    {
      id: 'cost_growth',
      title: 'Growth of the cost of frontier training runs',
      unit: 'x per year',
      definition:
        'Training runs that ended in the window and were among the ten largest by then: least-squares growth of their cost over their day, undefined for fewer than three',
      breakdowns: [],
      span: 728,
    },
    {
      id: 'frontier_slope',
      title: 'Slope of the public frontier',
      unit: 'ECI per year',
      definition:
        'Least-squares slope over time of the best capability ever public anywhere, at the ends of the steps that begin in the window, undefined for fewer than three and before there is one',
      breakdowns: [],
      span: 364,
    },
    {
      id: 'open_lag',
      title: 'Lag of open weights',
      unit: 'days',
      definition: `Days since a closed release as good as the best public one with open weights was first public anywhere, 0 while there is none, ${OVER_STEPS}, undefined when one is before the first open release`,
      breakdowns: [],
      span: 0,
    },
  ],
  watch({world, input, clock, ticks}) {
    const {releases} = world;
    const recorder = createRecorder(['public_frontier', 'open_lag'], ticks);
    let lagsKnown = false;

    /** Least-squares slope of y over x. */
    function slope(n: number, x: (i: number) => number, y: (i: number) => number): number {
      if (n < 3) return NaN;
      let meanX = 0;
      let meanY = 0;
      for (let i = 0; i < n; i++) {
        meanX += x(i) / n;
        meanY += (y(i) - y(0)) / n;
      }
      let xx = 0;
      let xy = 0;
      for (let i = 0; i < n; i++) {
        xx += (x(i) - meanX) * (x(i) - meanX);
        xy += (x(i) - meanX) * (y(i) - y(0) - meanY);
      }
      return xx > 0 ? xy / xx : NaN;
    }

    function growth(window: DayWindow, worth: (row: number) => number): number {
      const {trained, frontier} = releases.column;
      const rows: number[] = [];
      for (let row = 0; row < releases.rows; row++) {
        if (frontier[row] === 1 && trained[row] >= window.from && trained[row] < window.to) rows.push(row);
      }
      return exp(
        slope(
          rows.length,
          (i) => trained[rows[i]] / DAYS,
          (i) => worth(rows[i]),
        ),
      );
    }

    /** Releases in order of the day on which they were first public anywhere. */
    function firstPublic(): readonly {day: number; capability: number; open: boolean}[] {
      const {cleared, uncleared, capability, open} = releases.column;
      const width = world.jurisdictions.length;
      const list = [];
      for (let row = 0; row < releases.rows; row++) {
        let day = Infinity;
        for (let place = row * width; place < (row + 1) * width; place++) {
          if (cleared[place] < day) day = cleared[place];
          if (uncleared[place] < day) day = uncleared[place];
        }
        if (day < Infinity) list.push({day, capability: capability[row], open: open[row] === 1});
      }
      return list.sort((a, b) => a.day - b.day);
    }

    /** Lags at the ends of all steps: both frontiers only rise, so each closed record is passed once. */
    function recordLags(): void {
      const list = firstPublic();
      const records: {day: number; capability: number}[] = []; // closed
      let next = 0;
      let passed = 0;
      let best = -Infinity; // open
      for (let tick = 0; tick < ticks; tick++) {
        const end = Math.min((tick + 1) * input.step_days, input.days);
        for (; next < list.length && list[next].day < end; next++) {
          const {capability, open} = list[next];
          if (open) best = Math.max(best, capability);
          else if (records.length === 0 || capability > records[records.length - 1].capability)
            records.push(list[next]);
        }
        while (passed < records.length && records[passed].capability < best) passed++;
        const lag = passed < records.length ? end - records[passed].day : 0;
        recorder.set(1, tick, best === -Infinity ? NaN : lag);
      }
    }

    return {
      begin() {
        recorder.clear();
        lagsKnown = false;
      },
      observe() {
        recorder.set(0, clock.tick, world.publicFrontier === -Infinity ? NaN : world.publicFrontier);
      },
      measure(id, window) {
        if (id === 'compute_growth') return growth(window, (row) => releases.column.flop[row] * LN10);
        if (id === 'cost_growth') return growth(window, (row) => ln(releases.column.trainingCost[row]));
        if (id === 'open_lag') {
          if (!lagsKnown) recordLags();
          lagsKnown = true;
          return meanOver(recorder.values(1), window, input.step_days);
        }
        const [from, to] = stepsOf(window, input.step_days, ticks);
        const frontier = recorder.values(0);
        return slope(
          to - from,
          (i) => ((from + i) * input.step_days) / DAYS,
          (i) => frontier[from + i],
        );
      },
    };
  },
};
