import type {DayWindow} from '../input.ts';
import {BY_HOME, type OutcomeGroup, type Part} from '../outcome.ts';
import {isFollowed, restrictedMean, restrictedText, survivalMedian} from '../survival.ts';

const HORIZON = 730; // days
const cohort =
  'Frontier releases (training run among the ten largest so far) whose training ended in the window, followed to the end of the run';
const censored = 'those not public by the end of the run censored';

/** How long frontier releases take from the end of training to the public at home. */
export const timeToMarket: OutcomeGroup = {
  outcomes: [
    {
      id: 'time_to_market',
      title: 'Time to market',
      unit: 'days',
      definition: `${cohort}: days to public at home, ${censored}, ${restrictedText(HORIZON)}; ${BY_HOME}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'time_to_market_median',
      title: 'Time to market, median',
      unit: 'days',
      definition: `${cohort}: Kaplan-Meier median of days to public at home, ${censored}, undefined when the curve stays above one half; ${BY_HOME}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'never_public',
      title: 'Frontier releases never public',
      unit: 'share',
      definition: `${cohort}: share not public at home by then, undefined for a window that begins less than ${HORIZON} days before that; ${BY_HOME}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
  ],
  watch({world, input}) {
    const {releases, developers} = world;
    let times = new Float64Array(1024);
    let events = new Uint8Array(1024);

    /** Collects days to public (or to the end of the run) of a cohort; returns how many. */
    function collect(window: DayWindow, part: Part): number {
      const {trained, frontier, homePublic, developer} = releases.column;
      if (times.length < releases.rows) {
        times = new Float64Array(2 * releases.rows);
        events = new Uint8Array(2 * releases.rows);
      }
      let n = 0;
      for (let row = 0; row < releases.rows; row++) {
        if (frontier[row] === 0 || trained[row] < window.from || trained[row] >= window.to) continue;
        if (part.kind !== undefined && developers.column.kind[developer[row]] !== part.kind) continue;
        if (part.jurisdiction !== undefined && developers.column.home[developer[row]] !== part.jurisdiction) continue;
        const isPublic = homePublic[row] < input.days;
        times[n] = (isPublic ? homePublic[row] : input.days) - trained[row];
        events[n++] = isPublic ? 1 : 0;
      }
      return n;
    }

    return {
      measure(id, window, part) {
        const n = collect(window, part);
        if (n === 0) return NaN;
        if (id !== 'time_to_market_median' && !isFollowed(window, HORIZON, input.days)) return NaN;
        if (id === 'time_to_market') return restrictedMean(times, events, n, HORIZON);
        if (id === 'time_to_market_median') return survivalMedian(times, events, n);
        let missing = 0;
        for (let i = 0; i < n; i++) missing += 1 - events[i];
        return missing / n;
      },
    };
  },
};
