import {createRecorder} from '../../engine/recorder.ts';
import {namedDevelopers} from '../named-developers.ts';
import {meanOver, type OutcomeGroup, OVER_STEPS, stepsOf} from '../outcome.ts';
import {SEGMENTS} from '../segments.ts';
import {NEST, NESTS} from '../world.ts';

const EPOCH_DAYS = 28; // demand remakes its choices so often

/** Whom customers buy from, and how often they change. */
export const vendors: OutcomeGroup = {
  outcomes: [
    {
      id: 'share',
      title: 'Share of a developer',
      unit: 'share of spend',
      definition: `Share of a developer that the scenario names (all: 1), 0 once it is closed, in spend on closed, open and underground services, the outside good left out, ${OVER_STEPS}, undefined when one is without spend`,
      breakdowns: ['developer'],
      span: 0,
    },
    {
      id: 'nest_share',
      title: 'Share of customers by kind of service',
      unit: 'share of potential spend',
      definition: `Potential spend of those who use closed, open or underground services, or none of them (outside), over that of all (all: 1), at price 1, ${OVER_STEPS}`,
      breakdowns: ['nest', 'nest.jurisdiction'],
      span: 0,
    },
    {
      id: 'vendor_switching',
      title: 'Customers who change vendor',
      unit: 'share per year',
      definition: `Share of customers of closed and open services (by potential spend) who in a year look for another vendor (demand.switching) and choose another of these: measured where choices are remade, every ${EPOCH_DAYS} days, mean over those that begin in the window, undefined when one is without customers; those whose vendor left are not counted`,
      breakdowns: ['segment'],
      span: EPOCH_DAYS,
    },
  ],
  watch({world, input, clock, ticks, market, number}) {
    const {developers} = world;
    const Z = SEGMENTS.length;
    const J = world.jurisdictions.length;
    const cells = J * Z;
    const kinds = NESTS.length + 1; // with the outside good
    const ids = namedDevelopers(input);
    const named = new Int32Array(ids.length); // their rows
    const looking = number('demand.switching');
    const epoch = EPOCH_DAYS / input.step_days; // steps
    const shares = createRecorder(['all', ...ids.map((id) => `share.${id}`)], ticks);
    const nestShares = createRecorder(
      Array.from({length: (1 + J) * kinds}, (_, n) => String(n)),
      ticks,
    ); // everywhere, then by jurisdiction
    const users = new Float64Array((1 + J) * kinds); // potential spend of those who use each kind
    const switching = createRecorder(['all', ...SEGMENTS], ticks);
    const chosen = new Float64Array(cells); // probability of choosing any vendor
    const held = new Float64Array(cells); // share of customers with a vendor
    const stuck = new Float64Array(cells); // share of customers who would choose the vendor they have

    function observeShares(): void {
      const {revenue, gone} = developers.column;
      let spend = 0;
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        if (revenue[row] <= 0) continue;
        spend += revenue[row];
      }
      shares.set(0, clock.tick, spend > 0 ? 1 : NaN);
      for (let n = 0; n < named.length; n++) {
        const sold = Number.isNaN(gone[named[n]]) ? revenue[named[n]] : 0;
        shares.set(1 + n, clock.tick, spend > 0 ? sold / spend : NaN);
      }
    }

    function observeNests(): void {
      const share = market.share();
      const potential = market.spend();
      const {revenue, nest} = developers.column;
      users.fill(0);
      for (let j = 0, c = 0; j < J; j++) {
        for (let z = 0; z < Z; z++, c++) users[(1 + j) * kinds + NESTS.length] += potential[c];
      }
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        if (revenue[row] <= 0) continue;
        for (let j = 0, at = row * cells, c = 0; j < J; j++) {
          let here = 0;
          for (let z = 0; z < Z; z++, c++, at++) here += potential[c] * share[at];
          users[(1 + j) * kinds + nest[row]] += here;
        }
      }
      for (let j = 1; j <= J; j++) {
        const all = users[j * kinds + NESTS.length];
        users[NESTS.length] += all;
        let outside = all;
        for (let g = 0; g < NESTS.length; g++) {
          users[g] += users[j * kinds + g];
          outside -= users[j * kinds + g];
          nestShares.set(j * kinds + g, clock.tick, users[j * kinds + g] / all);
        }
        nestShares.set(j * kinds + NESTS.length, clock.tick, outside / all);
      }
      const all = users[NESTS.length];
      let outside = all;
      for (let g = 0; g < NESTS.length; g++) {
        outside -= users[g];
        nestShares.set(g, clock.tick, users[g] / all);
      }
      nestShares.set(NESTS.length, clock.tick, outside / all);
    }

    /** Share of customers with a vendor who would choose another one if they looked, by segment and in all. */
    function observeSwitching(): void {
      const share = market.share();
      const potential = market.spend();
      chosen.fill(0);
      held.fill(0);
      stuck.fill(0);
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        if (developers.column.revenue[row] <= 0 || developers.column.nest[row] === NEST.underground) continue;
        for (let c = 0, at = row * cells; c < cells; c++, at++) {
          const p = market.choice(row, c);
          chosen[c] += p;
          held[c] += share[at];
          stuck[c] += share[at] * p;
        }
      }
      let moved = 0;
      let all = 0;
      for (let z = 0; z < Z; z++) {
        let movedHere = 0;
        let allHere = 0;
        for (let c = z; c < cells; c += Z) {
          movedHere += potential[c] * (held[c] * chosen[c] - stuck[c]);
          allHere += potential[c] * held[c];
        }
        switching.set(1 + z, clock.tick, allHere > 0 ? (looking * movedHere) / allHere : NaN);
        moved += movedHere;
        all += allHere;
      }
      switching.set(0, clock.tick, all > 0 ? (looking * moved) / all : NaN);
    }

    return {
      begin() {
        shares.clear();
        nestShares.clear();
        switching.clear();
        ids.forEach((id, n) => (named[n] = world.developerIds.indexOf(id)));
      },
      observe() {
        observeShares();
        observeNests();
        if (clock.tick % epoch === 0) observeSwitching();
      },
      measure(id, window, {developer, nest, jurisdiction, segment}) {
        if (id === 'share') {
          return meanOver(shares.values(developer === undefined ? 0 : 1 + developer), window, input.step_days);
        }
        if (id === 'nest_share') {
          const place = jurisdiction === undefined ? 0 : 1 + jurisdiction;
          const [from, to] = stepsOf(window, input.step_days, ticks);
          if (nest === undefined) return to > from ? 1 : NaN;
          return meanOver(nestShares.values(place * kinds + nest), window, input.step_days);
        }
        const values = switching.values(segment === undefined ? 0 : 1 + segment);
        const [from, to] = stepsOf(window, input.step_days, ticks);
        let n = 0;
        let total = 0;
        for (let tick = Math.ceil(from / epoch) * epoch; tick < to; tick += epoch, n++) total += values[tick];
        return n > 0 ? total / n : NaN;
      },
    };
  },
};
