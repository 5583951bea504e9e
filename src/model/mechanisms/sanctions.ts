import {exp} from '../../numeric/exp.ts';
import type {Run} from '../mechanism.ts';
import {SEGMENTS} from '../segments.ts';
import type {ActiveRegime} from '../world.ts';
import {fineOf} from './deterrence.ts';

const DAYS = 365.25;
const LN2 = 0.6931471805599453;

/** What a violation costs a developer once it is seen. */
export interface Sanctions {
  /** The fine, USD M: as far as its cash goes beyond what it owes in this step. */
  fine(developer: number, regime: ActiveRegime): number;
  /** All that a developer would lose, USD M: fine, reputation, market access, freedom of its managers. */
  loss(developer: number, jurisdiction: number, regime: ActiveRegime): number;
}

/** Makes the sanctions of a world. Reads cash, revenue, margin, shares. Draws nothing. */
export function createSanctions(run: Run): Sanctions {
  const {world, clock} = run;
  const {developers} = world;
  const Z = SEGMENTS.length;
  const flat = run.number('fine.flat');
  const share = run.number('fine.turnover');
  const exclusion = run.number('sanction.exclusion_days') / DAYS;
  const exports = run.number('sanction.export_days') / DAYS;
  const criminal = run.number('sanction.criminal');
  // An upper bound: as if customers reconsidered at once, until trust is back.
  const lost = 1 - exp(-run.number('evasion.trust_loss') * run.number('demand.trust'));
  const reputation = (lost * run.number('trust.half_life')) / LN2; // years of margin

  const perYear = (): number => DAYS / (clock.to - clock.from);

  function fine(developer: number, regime: ActiveRegime): number {
    if (!regime.sanctions.includes('fine')) return 0;
    const {revenue, cash, fines} = developers.column;
    return fineOf(flat, share, revenue[developer] * perYear(), cash[developer] - fines[developer]);
  }

  /** Margin of a developer in a jurisdiction, USD M per year. */
  function marginIn(developer: number, j: number): number {
    const {price, unitCost} = developers.column;
    const held = run.market.share();
    const potential = run.market.spend();
    let units = 0;
    for (let c = j * Z; c < (j + 1) * Z; c++) units += potential[c] * held[developer * potential.length + c];
    return Math.max(units * (price[developer] - unitCost[developer]) * perYear(), 0);
  }

  return {
    fine,
    loss(developer, j, regime) {
      const all = Math.max(developers.column.margin[developer] * perYear(), 0);
      const {sanctions} = regime;
      let sum = fine(developer, regime) + all * reputation;
      if (sanctions.includes('exclusion')) sum += marginIn(developer, j) * exclusion;
      if (sanctions.includes('export_control') && developers.column.home[developer] === j)
        sum += Math.max(all - marginIn(developer, j), 0) * exports;
      if (sanctions.includes('criminal')) sum += criminal;
      return sum;
    },
  };
}
