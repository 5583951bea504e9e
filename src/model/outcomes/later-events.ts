import type {DayWindow} from '../input.ts';
import type {OutcomeGroup, Part} from '../outcome.ts';
import {CLEARANCE} from '../world.ts';

const EVENT =
  'first deep, trigger or drift defect that came to light in use after clearance, while no later release of the developer was public there';

/** What review left to be found in use: the safety events after approval of a regime. */
export const laterEvents: OutcomeGroup = {
  outcomes: [
    {
      id: 'later_events',
      title: 'Cleared releases with a safety event later',
      unit: 'share',
      definition: `Submissions (release x jurisdiction) cleared in the window: share with a later event by the end of the run, the ${EVENT}`,
      breakdowns: ['jurisdiction'],
      span: 364,
    },
    {
      id: 'later_event_rate',
      title: 'Safety events of cleared releases',
      unit: 'per year on the market',
      definition: `Submissions (release x jurisdiction) cleared in the window: later events over the years from clearance to the later event, to the day a later release of the developer was public there, or to the end of the run; event: the ${EVENT}`,
      breakdowns: ['jurisdiction'],
      span: 364,
    },
  ],
  watch({world, input}) {
    const {releases} = world;
    const width = world.jurisdictions.length;
    let superseded = new Float64Array(256);
    let followed = false; // whether `superseded` is about this run

    /** Fills in, for each place, the first day on which a later release of its developer was public there. */
    function follow(): void {
      followed = true;
      const {cleared, uncleared, previous} = releases.column;
      const places = releases.rows * width;
      if (superseded.length < places) superseded = new Float64Array(2 * places);
      superseded.fill(Infinity, 0, places);
      for (let release = releases.rows - 1; release >= 0; release--) {
        if (previous[release] < 0) continue;
        for (let j = 0; j < width; j++) {
          const place = release * width + j;
          let day = superseded[place];
          if (cleared[place] < day) day = cleared[place];
          if (uncleared[place] < day) day = uncleared[place];
          superseded[previous[release] * width + j] = day;
        }
      }
    }

    return {
      begin() {
        followed = false;
      },
      measure(id, window: DayWindow, part: Part) {
        const {clearance, leftGate, later} = releases.column;
        if (!followed) follow();
        let n = 0;
        let events = 0;
        let years = 0;
        for (let place = 0; place < releases.rows * width; place++) {
          if (part.jurisdiction !== undefined && part.jurisdiction !== place % width) continue;
          const day = leftGate[place];
          if (clearance[place] !== CLEARANCE.cleared || !(day >= window.from && day < window.to)) continue;
          if (day >= input.days) continue;
          n++;
          // What was superseded before it was cleared has no time on the market.
          const end = Math.max(Math.min(superseded[place], input.days), day);
          const struck = later[place] < end;
          if (struck) events++;
          years += ((struck ? later[place] : end) - day) / 365.25;
        }
        if (id === 'later_events') return n > 0 ? events / n : NaN;
        return years > 0 ? events / years : NaN;
      },
    };
  },
};
