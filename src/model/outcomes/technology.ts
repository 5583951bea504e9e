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
        'Least-squares growth over time of the compute of the largest training run so far, at the ends of the steps that begin in the window, undefined for fewer than three and before there is one',
      breakdowns: [],
      span: 364,
    },
    {
      id: 'cost_growth',
      title: 'Growth of the cost of frontier training runs',
      unit: 'x per year',
      definition:
        'Least-squares growth over time of the cost of the dearest training run so far, at the ends of the steps that begin in the window, undefined for fewer than three and before there is one',
      breakdowns: [],
      span: 364,
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
    const recorder = createRecorder(['public_frontier', 'open_lag', 'compute', 'cost'], ticks);
    let lagsKnown = false;
    let seen = 0;
    let dearest = 0; // USD M
    let first = 0; // the dearest of day 0: logarithms are of ratios, so that the unit of money stays out of the bits

    /** Least-squares slope per year of a series over the steps of a window. */
    function slope(values: Float64Array, window: DayWindow): number {
      const [from, to] = stepsOf(window, input.step_days, ticks);
      if (to - from < 3) return NaN;
      const middle = (from + to - 1) / 2;
      let xx = 0;
      let xy = 0;
      for (let tick = from; tick < to; tick++) {
        const x = ((tick - middle) * input.step_days) / DAYS;
        xx += x * x;
        xy += x * (values[tick] - values[from]);
      }
      return xy / xx;
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
        seen = 0;
        dearest = 0;
        first = 0;
      },
      observe() {
        recorder.set(0, clock.tick, world.publicFrontier === -Infinity ? NaN : world.publicFrontier);
        for (; seen < releases.rows; seen++) dearest = Math.max(dearest, releases.column.trainingCost[seen]);
        recorder.set(2, clock.tick, releases.rows > 0 ? world.largest[0] * LN10 : NaN);
        if (first === 0) first = dearest;
        recorder.set(3, clock.tick, releases.rows > 0 ? ln(dearest / first) : NaN);
      },
      measure(id, window) {
        if (id === 'compute_growth') return exp(slope(recorder.values(2), window));
        if (id === 'cost_growth') return exp(slope(recorder.values(3), window));
        if (id === 'open_lag') {
          if (!lagsKnown) recordLags();
          lagsKnown = true;
          return meanOver(recorder.values(1), window, input.step_days);
        }
        return slope(recorder.values(0), window);
      },
    };
  },
};
