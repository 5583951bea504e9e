import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import {KINDS} from '../input.ts';
import type {Run} from '../mechanism.ts';
import {CLEARANCE} from '../world.ts';

const DAYS = 365.25;

/**
 * Integral of exp(-r t) from day `wait` to the end of a release's time on the market, in days: `until` where that is
 * known, else the day its successor is cleared, which is trained after Exp(cycle) and needs `behind` days more.
 */
export function discountedDays(r: number, wait: number, until: number, cycle: number, behind: number): number {
  const span = (from: number, to: number): number =>
    to <= from ? 0 : r === 0 ? to - from : (exp(-r * from) - exp(-r * to)) / r;
  if (!Number.isNaN(until)) return span(wait, until);
  const end = Math.max(wait, behind);
  return span(wait, end) + (exp(-r * end) * exp(-(end - behind) / cycle)) / (r + 1 / cycle);
}

export interface MarketTime {
  /**
   * Years of margin, discounted, that a release is worth if it is cleared in `wait` days. `behind`: days that a new
   * submission would need there.
   */
  years(release: number, jurisdiction: number, wait: number, until: number, behind: number, day: number): number;
}

/**
 * Makes the worth of time on the market.
 *
 * A margin gained in the long run is reached as customers move, at a rate rho, and kept as long: that takes r/(r + rho)
 * of it. Reads the developer's successors and where rivals stand. Draws nothing.
 */
export function createMarketTime(run: Run): MarketTime {
  const {world} = run;
  const {developers, releases} = world;
  const width = world.jurisdictions.length;
  const r = run.number('value.discount') / DAYS;
  const erosion = run.number('value.erosion') / DAYS;
  const switching = -ln(1 - run.number('demand.switching')) / DAYS;
  const cycle = KINDS.map((kind) => run.member('research.cycle_days', kind));
  const tests = KINDS.map((kind) => run.member('testing.days', kind));

  /** Days until a successor that is trained already would be cleared there; NaN when none is on its way. */
  function successor(release: number, j: number, behind: number, day: number): number {
    const {developer, clearance, trained, submitted} = releases.column;
    const next = developers.column.latest[developer[release]];
    if (next === release) return NaN;
    const state = clearance[next * width + j];
    if (state === CLEARANCE.cleared) return 0;
    if (state === CLEARANCE.gate) return Math.max(behind - (day - submitted[next * width + j]), 0);
    if (state !== CLEARANCE.absent) return NaN;
    const left = trained[next] + tests[developers.column.kind[developer[release]]] - day;
    return Math.max(left, 0) + behind;
  }

  /** Share of the rivals selling there whose next step a wait here lets ahead: in no gate, or before this one in it. */
  function shareAhead(release: number, j: number): number {
    const {developer, clearance, capability, leftGate, previous} = releases.column;
    const {sells, latest} = developers.column;
    let rivals = 0;
    let ahead = 0;
    for (let n = 0; n < developers.liveCount; n++) {
      const rival = developers.live[n];
      if (rival === developer[release] || sells[rival * width + j] === 0) continue;
      let newest = latest[rival];
      while (newest >= 0 && clearance[newest * width + j] === CLEARANCE.absent) newest = previous[newest];
      if (newest < 0) continue;
      const state = clearance[newest * width + j];
      if (state === CLEARANCE.withheld || state === CLEARANCE.abandoned) continue;
      rivals++;
      const gated = state === CLEARANCE.gate;
      if (gated ? capability[newest] > capability[release] : Number.isNaN(leftGate[newest * width + j])) ahead++;
    }
    return rivals > 0 ? ahead / rivals : 0;
  }

  return {
    years(release, j, wait, until, behind, day) {
      const developer = releases.column.developer[release];
      const kind = developers.column.kind[developer];
      const known = Number.isNaN(until) ? successor(release, j, behind, day) : until;
      const pace = cycle[kind] / Math.max(developers.column.research[developer], 0.05);
      const rho = switching + Math.max(run.market.growth(), 0) / DAYS;
      const reached = rho > 0 ? rho / (r + rho) : 0;
      const kept = exp(-erosion * shareAhead(release, j) * wait);
      return (reached * kept * discountedDays(r, wait, known, pace, tests[kind] + behind)) / DAYS;
    },
  };
}
