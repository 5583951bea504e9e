import {createRecorder} from '../../engine/recorder.ts';
import {exp} from '../../numeric/exp.ts';
import type {DayWindow} from '../input.ts';
import {meanOver, type OutcomeGroup, OVER_STEPS} from '../outcome.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../segments.ts';
import {NEST} from '../world.ts';

const available = 'the best release on offer there by the rules, the underground left out';
const WEIGHTED = 'groups of several cells weigh them by potential users';

/** Who may use what, and how far behind. */
export const access: OutcomeGroup = {
  outcomes: [
    {
      id: 'access_lag',
      title: 'Lag of access',
      unit: 'days',
      definition: `Capability of the best release trained so far, anywhere, less that of ${available}, over the slope of the frontier (research.frontier_slope), ${OVER_STEPS}, undefined when one is without an offer; ${WEIGHTED}`,
      breakdowns: ['jurisdiction', 'segment', 'jurisdiction.segment'],
      span: 0,
    },
    {
      id: 'access_share',
      title: 'Releases that became available',
      unit: 'share',
      definition: `Releases whose training ended in the window, those of the underground left out: share that were ever, by the end of the run, what their developer offered; ${WEIGHTED}`,
      breakdowns: ['jurisdiction', 'segment', 'jurisdiction.segment'],
      span: 182,
    },
    {
      id: 'access_gini',
      title: 'Inequality of access between segments',
      unit: 'Gini, 0 to 1',
      definition: `Gini coefficient over the six segments, each counted once, of quality-weighted access: exp(demand.quality times the capability of ${available} less that of the best release trained so far), 0 where nothing is on offer, mean over jurisdictions weighted by potential users; ${OVER_STEPS}`,
      breakdowns: ['jurisdiction'],
      span: 0,
    },
  ],
  watch({world, input, clock, ticks, market, number}) {
    const {developers, releases} = world;
    const J = world.jurisdictions.length;
    const Z = SEGMENTS.length;
    const cells = J * Z;
    const perDay = number('research.frontier_slope') / 365.25;
    const quality = number('demand.quality');
    const recorder = createRecorder(
      [...Array.from({length: cells}, (_, c) => `lag.${c}`), ...Array.from({length: 1 + J}, (_, g) => `gini.${g}`)],
      ticks,
    );
    const users = Float64Array.from(
      {length: cells},
      (_, c) => world.userShare[Math.floor(c / Z)] * SEGMENT_PROFILES[SEGMENTS[c % Z]].users,
    );
    const best = new Float64Array(cells);
    const worth = new Float64Array(cells);
    const enjoyed = new Float64Array(Z);
    const reached = new Int32Array(cells); // releases of the cohort
    let cohort = 0; // releases
    let counted: DayWindow | undefined; // window that the cohort is about

    /** Best capability on offer in every cell; most developers are behind everywhere and are passed over. */
    function look(): void {
      const {latest, nest} = developers.column;
      const {capability} = releases.column;
      best.fill(-Infinity);
      let least = -Infinity;
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        if (latest[row] < 0 || capability[latest[row]] <= least || nest[row] === NEST.underground) continue;
        least = Infinity;
        for (let c = 0; c < cells; c++) {
          const release = market.accessible(row, c);
          if (release >= 0 && capability[release] > best[c]) best[c] = capability[release];
          if (best[c] < least) least = best[c];
        }
      }
    }

    /** Gini coefficient of the first `Z` values of access, over a jurisdiction or all. */
    function giniOf(from: number, to: number): number {
      let total = 0;
      for (let z = 0; z < Z; z++) {
        let weight = 0;
        enjoyed[z] = 0;
        for (let j = from; j < to; j++) {
          weight += users[j * Z + z];
          enjoyed[z] += users[j * Z + z] * worth[j * Z + z];
        }
        enjoyed[z] /= weight;
        total += enjoyed[z];
      }
      let apart = 0;
      for (let a = 0; a < Z; a++) for (let b = 0; b < a; b++) apart += Math.abs(enjoyed[a] - enjoyed[b]);
      return apart / (Z * total);
    }

    /** Counts the releases of a window, and in every cell those that reached it; once for all groups. */
    function countCohort(window: DayWindow): void {
      if (counted === window) return;
      counted = window;
      cohort = 0;
      reached.fill(0);
      const {trained, served, developer} = releases.column;
      for (let row = 0; row < releases.rows; row++) {
        if (!(trained[row] >= window.from && trained[row] < window.to)) continue;
        if (developers.column.nest[developer[row]] === NEST.underground) continue;
        cohort++;
        for (let c = 0; c < cells; c++) {
          if ((served[row * J + Math.floor(c / Z)] & (1 << (c % Z))) !== 0) reached[c]++;
        }
      }
    }

    return {
      begin() {
        counted = undefined;
        recorder.clear();
      },
      observe() {
        look();
        for (let c = 0; c < cells; c++) {
          const gap = world.trainedFrontier - best[c];
          recorder.set(c, clock.tick, gap < Infinity ? gap / perDay : NaN);
          worth[c] = gap < Infinity ? exp(-quality * gap) : 0;
        }
        recorder.set(cells, clock.tick, giniOf(0, J));
        for (let j = 0; j < J; j++) recorder.set(cells + 1 + j, clock.tick, giniOf(j, j + 1));
      },
      measure(id, window, {jurisdiction, segment}) {
        if (id === 'access_gini') {
          const group = jurisdiction === undefined ? 0 : 1 + jurisdiction;
          return meanOver(recorder.values(cells + group), window, input.step_days);
        }
        if (id === 'access_share') countCohort(window);
        let total = 0;
        let weight = 0;
        for (let c = 0; c < cells; c++) {
          const j = Math.floor(c / Z);
          if ((jurisdiction ?? j) !== j || (segment ?? c % Z) !== c % Z) continue;
          weight += users[c];
          if (id === 'access_lag') total += users[c] * meanOver(recorder.values(c), window, input.step_days);
          else total += (users[c] * reached[c]) / cohort;
        }
        return total / weight;
      },
    };
  },
};
