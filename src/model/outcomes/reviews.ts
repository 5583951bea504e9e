import type {DayWindow} from '../input.ts';
import {createRecorder} from '../../engine/recorder.ts';
import {meanOver, type OutcomeGroup, OVER_STEPS, type Part, PER_YEAR, yearsOf} from '../outcome.ts';
import {isFollowed, restrictedMean, restrictedText} from '../survival.ts';
import {CLEARANCE} from '../world.ts';

const HORIZON = 730; // days
const censored = `those not over by the end of the run censored, then or on the day they were broken off or their clock ran out, ${restrictedText(HORIZON)}`;

/** What happens to releases in the gates. */
export const reviewOutcomes: OutcomeGroup = {
  outcomes: [
    {
      id: 'review_wait',
      title: 'Wait for a review team',
      unit: 'days',
      definition: `Reviews that joined a queue in the window: days to the start of work, ${censored}`,
      breakdowns: ['jurisdiction'],
      span: 91,
    },
    {
      id: 'review_time',
      title: 'Working time of a review',
      unit: 'days',
      definition: `Reviews whose work began in the window: days of work, which goes on when a passage is broken off, ${censored}`,
      breakdowns: ['jurisdiction'],
      span: 91,
    },
    {
      id: 'stage_time',
      title: 'Time in a stage',
      unit: 'days',
      definition: `Passages of a stage that began in the window: days until floor and review are both over, ${censored}`,
      breakdowns: ['jurisdiction'],
      span: 91,
    },
    {
      id: 'rescue_delay',
      title: 'From a critical finding to clearance',
      unit: 'days',
      definition: `Submissions (release x jurisdiction) whose first critical finding, in a review or in use, fell in the window: days from it to clearance, those not cleared by the end of the run censored, then or on the day they were given up, ${restrictedText(HORIZON)}`,
      breakdowns: ['jurisdiction'],
      span: 182,
    },
    {
      id: 'false_passes',
      title: 'Cleared with a critical defect',
      unit: 'per year',
      definition: `Submissions (release x jurisdiction) cleared in the window with a hidden deep or trigger defect, ${PER_YEAR}`,
      breakdowns: ['jurisdiction'],
      span: 364,
    },
    {
      id: 'false_pass_share',
      title: 'Critically defective releases cleared as they were',
      unit: 'share',
      definition:
        'Submissions (release x jurisdiction) of the window with a hidden deep or trigger defect: share cleared by the end of the run with one still hidden',
      breakdowns: ['jurisdiction'],
      span: 364,
    },
    {
      id: 'cleared_first_time',
      title: 'Cleared without rollback',
      unit: 'share of submissions',
      definition:
        'Submissions (release x jurisdiction) of the window: share cleared by the end of the run, the release never rolled back in any gate',
      breakdowns: ['jurisdiction'],
      span: 182,
    },
    {
      id: 'eventually_cleared',
      title: 'Eventually cleared',
      unit: 'share of submissions',
      definition: 'Submissions (release x jurisdiction) of the window: share cleared by the end of the run',
      breakdowns: ['jurisdiction'],
      span: 182,
    },
    {
      id: 'abandoned',
      title: 'Abandoned',
      unit: 'share of submissions',
      definition:
        'Submissions (release x jurisdiction) of the window: share given up, overtaken by a newer release or left by a developer that closed, by the end of the run',
      breakdowns: ['jurisdiction'],
      span: 182,
    },
    {
      id: 'rollbacks_per_release',
      title: 'Rollbacks',
      unit: 'per submitted release',
      definition:
        'Releases trained in the window and submitted anywhere by the end of the run: mean number of rollbacks, all gates together',
      breakdowns: [],
      span: 182,
    },
    {
      id: 'evaluations_per_release',
      title: 'Evaluations',
      unit: 'per submitted release',
      definition:
        'Releases trained in the window and submitted anywhere by the end of the run: mean number of evaluations asked for by the passages they began, all gates together',
      breakdowns: [],
      span: 182,
    },
    {
      id: 'releases_withheld',
      title: 'Releases withheld from a jurisdiction',
      unit: 'share',
      definition:
        'Releases trained in the window with internal tests over, in each jurisdiction where their developer sells: share never submitted by choice',
      breakdowns: ['jurisdiction'],
      span: 182,
    },
    {
      id: 'releases_in_review',
      title: 'Releases in a gate',
      unit: 'releases',
      definition: `Submissions (release x jurisdiction) in a gate, ${OVER_STEPS}`,
      breakdowns: ['jurisdiction'],
      span: 0,
    },
  ],
  watch({world, input, clock, ticks}) {
    const {reviews, releases, developers} = world;
    const width = world.jurisdictions.length;
    const recorder = createRecorder(['all', ...world.jurisdictions], ticks);

    const entered: number[] = []; // places, release-major over jurisdictions
    let seen = 0; // places

    const here = (j: number, part: Part): boolean => part.jurisdiction === undefined || part.jurisdiction === j;
    const inside = (day: number, window: DayWindow): boolean =>
      day >= window.from && day < window.to && day < input.days;

    let times = new Float64Array(256);
    let events = new Uint8Array(256);

    /**
     * Mean days from one date to another over the passages that reached the first one in the window,
     * those broken off or still waiting at the end of the run censored.
     */
    function meanDays(window: DayWindow, part: Part, from: Float64Array, to: Float64Array, reviewed: boolean): number {
      const {jurisdiction, evaluations, withdrawn, expired, due} = reviews.column;
      reserve(reviews.rows);
      let n = 0;
      for (let row = 0; row < reviews.rows; row++) {
        if (!inside(from[row], window) || !here(jurisdiction[row], part)) continue;
        if (reviewed && evaluations[row] === 0) continue;
        const happened = to[row] < input.days;
        const brokenOff = reviewed && expired[row] === 1 ? due[row] : withdrawn[row];
        const end = happened ? to[row] : Number.isNaN(brokenOff) ? input.days : brokenOff;
        times[n] = end - from[row];
        events[n++] = happened ? 1 : 0;
      }
      return n > 0 && isFollowed(window, HORIZON, input.days) ? restrictedMean(times, events, n, HORIZON) : NaN;
    }

    function reserve(length: number): void {
      if (times.length >= length) return;
      times = new Float64Array(2 * length);
      events = new Uint8Array(2 * length);
    }

    /** Places of releases that were ever in a gate, looked up once after a run. */
    function submissions(): readonly number[] {
      const {submitted} = releases.column;
      for (; seen < releases.rows * width; seen++) if (submitted[seen] < input.days) entered.push(seen);
      return entered;
    }

    function rescueDelay(window: DayWindow, part: Part): number {
      const {caught, clearance, leftGate} = releases.column;
      reserve(releases.rows * width);
      let n = 0;
      for (const place of submissions()) {
        if (!here(place % width, part) || !inside(caught[place], window)) continue;
        const over = leftGate[place] < input.days;
        times[n] = (over ? leftGate[place] : input.days) - caught[place];
        events[n++] = over && clearance[place] === CLEARANCE.cleared ? 1 : 0;
      }
      return n > 0 && isFollowed(window, HORIZON, input.days) ? restrictedMean(times, events, n, HORIZON) : NaN;
    }

    function falsePasses(window: DayWindow, part: Part): number {
      const {leftGate, clearance, criticalOut} = releases.column;
      let n = 0;
      for (const place of submissions()) {
        if (!here(place % width, part) || clearance[place] !== CLEARANCE.cleared || criticalOut[place] === 0) continue;
        if (inside(leftGate[place], window)) n++;
      }
      return n / yearsOf(window, input.days);
    }

    function shareOfSubmissions(
      window: DayWindow,
      part: Part,
      counts: (release: number, place: number) => boolean,
      among: (place: number) => boolean = () => true,
    ): number {
      const {submitted} = releases.column;
      let n = 0;
      let yes = 0;
      for (const place of submissions()) {
        if (!here(place % width, part) || !inside(submitted[place], window) || !among(place)) continue;
        n++;
        if (counts(Math.floor(place / width), place)) yes++;
      }
      return n > 0 ? yes / n : NaN;
    }

    function meanOfSubmitted(window: DayWindow, column: Int32Array): number {
      const {trained} = releases.column;
      let n = 0;
      let total = 0;
      let last = -1;
      for (const place of submissions()) {
        const row = Math.floor(place / width);
        if (row === last || !inside(trained[row], window)) continue;
        last = row;
        n++;
        total += column[row];
      }
      return n > 0 ? total / n : NaN;
    }

    function withheldShare(window: DayWindow, part: Part): number {
      const {trained, clearance, developer} = releases.column;
      let n = 0;
      let withheld = 0;
      for (let row = 0; row < releases.rows; row++) {
        if (!inside(trained[row], window)) continue;
        for (let j = 0; j < width; j++) {
          if (!here(j, part) || developers.column.sells[developer[row] * width + j] === 0) continue;
          if (clearance[row * width + j] === CLEARANCE.absent) continue;
          n++;
          if (clearance[row * width + j] === CLEARANCE.withheld) withheld++;
        }
      }
      return n > 0 ? withheld / n : NaN;
    }

    return {
      begin() {
        recorder.clear();
        entered.length = 0;
        seen = 0;
      },
      observe() {
        const {clearance} = releases.column;
        for (let n = 0; n < releases.liveCount; n++) {
          const release = releases.live[n];
          for (let j = 0; j < width; j++) {
            if (clearance[release * width + j] !== CLEARANCE.gate) continue;
            recorder.add(0, clock.tick, 1);
            recorder.add(1 + j, clock.tick, 1);
          }
        }
      },
      measure(id, window, part) {
        const {arrived, started, ended, left} = reviews.column;
        const {clearance, rollbacks, evaluations} = releases.column;
        const isCleared = (place: number): boolean => clearance[place] === CLEARANCE.cleared;
        switch (id) {
          case 'review_wait':
            return meanDays(window, part, arrived, started, true);
          case 'review_time':
            return meanDays(window, part, started, ended, true);
          case 'stage_time':
            return meanDays(window, part, arrived, left, false);
          case 'rescue_delay':
            return rescueDelay(window, part);
          case 'false_passes':
            return falsePasses(window, part);
          case 'false_pass_share':
            return shareOfSubmissions(
              window,
              part,
              (_, place) => isCleared(place) && releases.column.criticalOut[place] > 0,
              (place) => releases.column.criticalIn[place] > 0,
            );
          case 'cleared_first_time':
            return shareOfSubmissions(window, part, (r, place) => isCleared(place) && rollbacks[r] === 0);
          case 'eventually_cleared':
            return shareOfSubmissions(window, part, (_, place) => isCleared(place));
          case 'abandoned':
            return shareOfSubmissions(window, part, (_, place) => clearance[place] === CLEARANCE.abandoned);
          case 'rollbacks_per_release':
            return meanOfSubmitted(window, rollbacks);
          case 'evaluations_per_release':
            return meanOfSubmitted(window, evaluations);
          case 'releases_withheld':
            return withheldShare(window, part);
          default:
            return meanOver(recorder.values((part.jurisdiction ?? -1) + 1), window, input.step_days);
        }
      },
    };
  },
};
