import {createRecorder} from '../../engine/recorder.ts';
import type {DayWindow} from '../input.ts';
import {NEST} from '../world.ts';
import {BY_HOME, meanOver, type OutcomeGroup, OVER_STEPS, type Part, PER_YEAR, yearsOf} from '../outcome.ts';

const LARGE = 23; // log10 FLOP
const FRONTIER_2024 = 25; // log10 FLOP
const counted = `that became public at home in the window, those of day 0 left out, ${PER_YEAR}; ${BY_HOME}`;

/** Releases and the frontier. A release counts on the day it is public at home. */
export const innovation: OutcomeGroup = {
  outcomes: [
    {
      id: 'releases',
      title: 'Releases',
      unit: 'per year',
      definition: `Releases ${counted}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'candidates',
      title: 'Candidates for release',
      unit: 'per year',
      definition: `Releases that were submitted at home or, where that was earlier, public there in the window, those of day 0 left out, ${PER_YEAR}; what is never submitted is no candidate; ${BY_HOME}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'frontier_releases',
      title: 'Frontier releases',
      unit: 'per year',
      definition: `Releases from a training run among the ten largest by then ${counted}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'releases_1e25',
      title: 'Releases of 1e25 FLOP and more',
      unit: 'per year',
      definition: `Releases from a training run of at least 1e25 FLOP, the frontier of 2024, ${counted}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 182,
    },
    {
      id: 'open_releases',
      title: 'Open-weight releases',
      unit: 'per year',
      definition: `Releases with open weights and at least 1e23 FLOP ${counted}`,
      breakdowns: ['jurisdiction'],
      span: 182,
    },
    {
      id: 'public_frontier',
      title: 'Public frontier',
      unit: 'ECI',
      definition: `Capability of the best release ever public anywhere, ${OVER_STEPS}, undefined before there is one`,
      breakdowns: [],
      span: 0,
    },
    {
      id: 'iteration_gap',
      title: 'Time between releases of a lab',
      unit: 'days',
      definition:
        'Releases of labs that became public at home in the window: mean days since a release the same lab had made before last did, where one had',
      breakdowns: [],
      span: 364,
    },
    {
      id: 'pipeline',
      title: 'Trained, not yet public',
      unit: 'releases',
      definition: `Releases trained, neither public at home nor withheld or given up there, of developers not closed and not underground, ${OVER_STEPS}`,
      breakdowns: [],
      span: 0,
    },
  ],
  watch({world, input, clock, ticks}) {
    const {releases, developers} = world;
    const recorder = createRecorder(['public_frontier', 'pipeline'], ticks);
    const lab = 0;

    const publicAtHome = (row: number): number => releases.column.homePublic[row];

    /** Day on which a release was brought forward at home: submitted, or public without that; NaN while neither. */
    function broughtForward(row: number): number {
      const {homePublic, submitted, developer} = releases.column;
      const day = submitted[row * world.jurisdictions.length + developers.column.home[developer[row]]];
      return day < homePublic[row] || Number.isNaN(homePublic[row]) ? day : homePublic[row];
    }

    function perYear(
      window: DayWindow,
      part: Part,
      counts: (row: number) => boolean,
      dayOf: (row: number) => number = publicAtHome,
    ): number {
      const {developer, trained} = releases.column;
      let n = 0;
      for (let row = 0; row < releases.rows; row++) {
        const day = dayOf(row);
        if (!(day >= window.from && day < window.to) || trained[row] < 0) continue;
        if (part.kind !== undefined && developers.column.kind[developer[row]] !== part.kind) continue;
        if (part.jurisdiction !== undefined && developers.column.home[developer[row]] !== part.jurisdiction) continue;
        if (counts(row)) n++;
      }
      return n / yearsOf(window, input.days);
    }

    function gap(window: DayWindow): number {
      const {homePublic, developer, previous} = releases.column;
      let n = 0;
      let total = 0;
      for (let row = 0; row < releases.rows; row++) {
        const day = homePublic[row];
        if (!(day >= window.from && day < window.to) || developers.column.kind[developer[row]] !== lab) continue;
        let before = -Infinity;
        for (let r = previous[row]; r >= 0; r = previous[r])
          if (homePublic[r] < day) before = Math.max(before, homePublic[r]);
        if (before === -Infinity) continue;
        n++;
        total += day - before;
      }
      return n > 0 ? total / n : NaN;
    }

    return {
      begin() {
        recorder.clear();
      },
      observe() {
        recorder.set(0, clock.tick, world.publicFrontier === -Infinity ? NaN : world.publicFrontier);
        const {homePublic, clearance, developer} = releases.column;
        const width = world.jurisdictions.length;
        let waiting = 0;
        for (let n = 0; n < releases.liveCount; n++) {
          const row = releases.live[n];
          if (developers.column.nest[developer[row]] === NEST.underground) continue; // copies wait for nobody
          if (!Number.isNaN(homePublic[row]) || !Number.isNaN(developers.column.gone[developer[row]])) continue;
          if (clearance[row * width + developers.column.home[developer[row]]] <= 1) waiting++;
        }
        recorder.set(1, clock.tick, waiting);
      },
      measure(id, window, part) {
        switch (id) {
          case 'releases':
            return perYear(window, part, () => true);
          case 'candidates':
            return perYear(window, part, () => true, broughtForward);
          case 'frontier_releases':
            return perYear(window, part, (row) => releases.column.frontier[row] === 1);
          case 'releases_1e25':
            return perYear(window, part, (row) => releases.column.flop[row] >= FRONTIER_2024);
          case 'open_releases':
            return perYear(
              window,
              part,
              (row) => releases.column.open[row] === 1 && releases.column.flop[row] >= LARGE,
            );
          case 'iteration_gap':
            return gap(window);
          case 'public_frontier':
            return meanOver(recorder.values(0), window, input.step_days);
          default:
            return meanOver(recorder.values(1), window, input.step_days);
        }
      },
    };
  },
};
