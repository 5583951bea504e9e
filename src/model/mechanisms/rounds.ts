import {pow} from '../../numeric/pow.ts';
import {KINDS} from '../input.ts';
import type {Run} from '../mechanism.ts';
import type {Ledger} from './accounts.ts';
import {funding} from './funding.ts';
import {hurdleMultiple} from './hurdle.ts';
import type {Outlook} from './outlook.ts';

const SPENT = 3; // a start-up looks for money when a third of what a round should pay for is left
const STARTUP = KINDS.indexOf('startup');

/** What outcomes may read of the capital market. */
export interface Deal {
  readonly day: number;
  readonly developer: number;
  readonly amount: number; // USD M
  readonly mega: boolean; // of one of the most valuable start-ups
}

/** Share of investors whose hurdle a project passes at value over hurdle `x`: constant elasticity k below, 1 far above. */
export function dealFlow(x: number, k: number): number {
  if (x <= 0) return 0;
  return 1 / (1 + pow(x, -k));
}

/** Later rounds of start-ups. */
export interface Rounds {
  /** Lets a start-up of this value, USD M, look for money if it needs to; `quarter` names the attempt. */
  seek(developer: number, value: number, quarter: number): void;
}

/** Makes rounds. Reads cash, burn. Writes cash, ledger, deals. Draws one uniform per attempt. */
export function createRounds(run: Run, ledger: Ledger, deals: Deal[], outlook: Outlook): Rounds {
  const {world, clock} = run;
  const {developers} = world;
  const J = world.jurisdictions.length;
  const on = run.on('funding');
  const r = run.number('value.discount');
  const erosion = run.number('value.erosion');
  const volatility = run.number('funding.volatility');
  const uncertainty = run.number('funding.uncertainty');
  const k = 2 * run.number('funding.elasticity');
  const gamma = run.number('funding.round_elasticity');
  const megaTop = run.number('funding.mega_top');
  const runway = run.number('funding.runway') / 12;
  const own = developers.extend({value: 'f64'}); // USD M, at its last look

  /** Variances of independent sources add up. */
  function volatilityOf(row: number): number {
    const sources = outlook.uncertainty(developers.column.sells.subarray(row * J, (row + 1) * J));
    return sources === 0 ? volatility : Math.sqrt(volatility * volatility + uncertainty * uncertainty * sources);
  }

  function isMega(row: number): boolean {
    let dearer = 0;
    for (let n = 0; n < developers.liveCount; n++) {
      const other = developers.live[n];
      if (developers.column.kind[other] === STARTUP && own.column.value[other] > own.column.value[row]) dearer++;
    }
    return dearer < megaTop;
  }

  return {
    seek(row, value, quarter) {
      own.column.value[row] = value;
      const {cash, burn} = developers.column;
      const need = burn[row] * runway;
      if (!on || need <= 0 || cash[row] >= need / SPENT) return;
      const ratio = value / (hurdleMultiple(r, erosion, volatilityOf(row)) * need);
      const draws = run.draws.at(developers.idLow[row], developers.idHigh[row], quarter, funding.decisions.round);
      if (draws.uniform() >= dealFlow(ratio, k)) return;
      const amount = need * pow(Math.max(ratio, 1), gamma);
      cash[row] += amount;
      ledger.investors -= amount;
      deals.push({day: clock.from, developer: row, amount, mega: isMega(row)});
    },
  };
}
