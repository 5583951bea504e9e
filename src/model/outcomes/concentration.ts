import {createRecorder} from '../../engine/recorder.ts';
import {meanOver, type OutcomeGroup, OVER_STEPS, type Part, stepsOf} from '../outcome.ts';
import {SEGMENTS} from '../segments.ts';

const MEASURES = ['hhi', 'cr3', 'leader_share', 'first_leader_share'] as const;
const overSpend = `spend on closed and hosted open services, the outside good left out, ${OVER_STEPS}, undefined when one is without spend`;

/** Who holds the market. Shares are of spend on closed and hosted open services, the outside good left out. */
export const concentration: OutcomeGroup = {
  outcomes: [
    {
      id: 'hhi',
      title: 'Market concentration (HHI)',
      unit: 'index 0-10000',
      definition: `Herfindahl-Hirschman index, the sum of the squared percentages of developers in ${overSpend}`,
      breakdowns: ['jurisdiction', 'segment', 'jurisdiction.segment'],
      span: 0,
    },
    {
      id: 'cr3',
      title: 'Share of the three largest',
      unit: 'share of spend',
      definition: `Share of the three largest developers in ${overSpend}`,
      breakdowns: ['jurisdiction', 'segment', 'jurisdiction.segment'],
      span: 0,
    },
    {
      id: 'leader_share',
      title: 'Share of the leader',
      unit: 'share of spend',
      definition: `Share of the largest developer in ${overSpend}`,
      breakdowns: ['jurisdiction', 'segment', 'jurisdiction.segment'],
      span: 0,
    },
    {
      id: 'first_leader_share',
      title: 'Share of the first leader',
      unit: 'share of spend',
      definition: `Share of the developer that was the largest in the first step of the run, 0 once it is closed, in ${overSpend}`,
      breakdowns: ['jurisdiction', 'segment', 'jurisdiction.segment'],
      span: 0,
    },
    {
      id: 'leader_changes',
      title: 'Changes of leader',
      unit: 'per window',
      definition:
        'Steps that begin in the window, but for the first, whose largest developer by spend is not that of the step before',
      breakdowns: [],
      span: 364,
    },
    {
      id: 'price',
      title: 'Price',
      unit: 'index, 1 = average price unit of day 0',
      definition: `Spend-weighted mean price of closed services, ${OVER_STEPS}, undefined when one is without spend on them`,
      breakdowns: [],
      span: 0,
    },
  ],
  watch({world, input, clock, ticks, market}) {
    const {developers} = world;
    const Z = SEGMENTS.length;
    const J = world.jurisdictions.length;
    const cells = J * Z;
    const groups = 1 + J + Z + cells; // all, each jurisdiction, each segment, each segment of each jurisdiction
    const recorder = createRecorder(
      MEASURES.flatMap((id) => Array.from({length: groups}, (_, g) => `${id}.${g}`)).concat('price'),
      ticks,
    );
    const leaders = new Int32Array(ticks);
    const bySegment = new Float64Array(Z); // spend on one developer
    const sum = new Float64Array(groups);
    const squares = new Float64Array(groups);
    const top = new Float64Array(groups * 3); // three largest spends, falling
    const first = new Int32Array(groups); // who led in the first step
    const firstSpent = new Float64Array(groups);

    function groupOf({jurisdiction, segment}: Part): number {
      if (jurisdiction === undefined) return segment === undefined ? 0 : 1 + J + segment;
      return segment === undefined ? 1 + jurisdiction : 1 + J + Z + jurisdiction * Z + segment;
    }

    /** Adds a developer's spend to a group. */
    function count(row: number, group: number, value: number): void {
      sum[group] += value;
      squares[group] += value * value;
      const at = group * 3;
      if (clock.tick === 0 && value > top[at]) first[group] = row;
      if (row === first[group]) firstSpent[group] = value;
      if (value <= top[at + 2]) return;
      if (value > top[at]) {
        top[at + 2] = top[at + 1];
        top[at + 1] = top[at];
        top[at] = value;
      } else if (value > top[at + 1]) {
        top[at + 2] = top[at + 1];
        top[at + 1] = value;
      } else top[at + 2] = value;
    }

    return {
      begin() {
        recorder.clear();
        leaders.fill(-1);
        first.fill(-1);
      },
      observe() {
        const share = market.share();
        const potential = market.spend();
        const {price, revenue, open} = developers.column;
        let leader = -1;
        let most = 0;
        let closedSpend = 0;
        let priced = 0;
        sum.fill(0);
        squares.fill(0);
        top.fill(0);
        firstSpent.fill(0);
        for (let n = 0; n < developers.liveCount; n++) {
          const row = developers.live[n];
          if (revenue[row] <= 0) continue;
          const paid = price[row];
          for (let z = 0; z < Z; z++) bySegment[z] = 0;
          for (let j = 0, c = 0, at = row * cells; j < J; j++) {
            let here = 0;
            for (let z = 0; z < Z; z++, c++, at++) {
              if (share[at] === 0) continue;
              const spend = potential[c] * share[at] * paid;
              here += spend;
              bySegment[z] += spend;
              count(row, 1 + J + Z + c, spend);
            }
            if (here > 0) count(row, 1 + j, here);
          }
          for (let z = 0; z < Z; z++) if (bySegment[z] > 0) count(row, 1 + J + z, bySegment[z]);
          count(row, 0, revenue[row]);
          if (revenue[row] > most) {
            most = revenue[row];
            leader = row;
          }
          if (open[row] === 0) {
            closedSpend += revenue[row];
            priced += revenue[row] * price[row];
          }
        }
        for (let g = 0; g < groups; g++) {
          const all = sum[g];
          recorder.set(g, clock.tick, all > 0 ? (10000 * squares[g]) / (all * all) : NaN);
          recorder.set(groups + g, clock.tick, all > 0 ? (top[3 * g] + top[3 * g + 1] + top[3 * g + 2]) / all : NaN);
          recorder.set(2 * groups + g, clock.tick, all > 0 ? top[3 * g] / all : NaN);
          recorder.set(3 * groups + g, clock.tick, all > 0 ? firstSpent[g] / all : NaN);
        }
        recorder.set(4 * groups, clock.tick, closedSpend > 0 ? priced / closedSpend : NaN);
        leaders[clock.tick] = leader;
      },
      measure(id, window, part) {
        if (id === 'leader_changes') {
          const [from, to] = stepsOf(window, input.step_days, ticks);
          let changes = 0;
          for (let tick = from + 1; tick < to; tick++) if (leaders[tick] !== leaders[tick - 1]) changes++;
          return to > from ? changes : NaN;
        }
        if (id === 'price') return meanOver(recorder.values(4 * groups), window, input.step_days);
        const group = groupOf(part);
        const measure = MEASURES.findIndex((name) => name === id);
        return meanOver(recorder.values(measure * groups + group), window, input.step_days);
      },
    };
  },
};
