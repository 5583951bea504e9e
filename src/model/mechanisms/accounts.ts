import {exp} from '../../numeric/exp.ts';
import {KINDS} from '../input.ts';
import type {Mechanism, Playing, Run} from '../mechanism.ts';
import {trainingCap} from '../moratorium.ts';
import {trainingCost} from '../training-cost.ts';

const DAYS = 365.25;
const QUARTER = 91; // days over which spending is averaged: a single fee is no burn rate

/** Numbers of the accounts. */
export const accounts = {
  id: 'accounts',
  title: 'Revenue, spending and cash',
  equation:
    'cash += margin + other income + capital raised - R&D - compliance - fines - damages - overhead; every flow has a counterparty, the sum of all accounts is 0',
  limit: 'No sales, no income: cash falls at the rate of spending and the developer dies with its runway.',
  source: 'Double entry; Jovanovic (1982) for the role of overhead',
  switches: {},
  parameters: {
    'accounts.cash_spread': {
      type: 'number',
      title: 'Spread of day-0 cash among the members of a group (s.d. of its logarithm)',
      group: 'entry and exit',
      role: 'assumed',
      source: 'assumed: alike firms would otherwise run out of money on one day',
      unit: '1',
      default: 0.8,
      low: 0,
      high: 1.5,
      min: 0,
      max: Infinity,
    },
    'accounts.overhead.<kind>': {
      type: 'number',
      family: 'kind',
      title: 'Overhead: staff and offices',
      group: 'entry and exit',
      role: 'assumed',
      source: 'assumed: headcount times a loaded salary',
      unit: 'USD M per year',
      default: 5,
      defaults: {lab: 150, startup: 6, open: 0.5, underground: 0.3},
      low: 0.2,
      high: 600,
      min: 0,
      max: Infinity,
    },
  },
  decisions: {},
} as const satisfies Mechanism;

/** Accounts outside the developers, USD M; with the developers' cash they sum to zero. */
export interface Ledger {
  customers: number;
  suppliers: number;
  regulators: number;
  investors: number;
}

/** Begins the step's books: whoever makes a developer pay adds to compliance, fines or liability after this. */
export function openBooks(run: Run): Playing {
  const {developers} = run.world;
  return {
    step() {
      const {compliance, fines, liability} = developers.column;
      compliance.fill(0, 0, developers.rows);
      fines.fill(0, 0, developers.rows);
      liability.fill(0, 0, developers.rows);
    },
  };
}

/**
 * Books the step's money and sets how much research the next one can pay for.
 *
 * Planned R&D is the cost of the next training run spread over its cycle; a developer whose cash allows
 * less trains less often. Reads margin, compliance, fines, liability. Writes cash, rd, research.
 */
export function playAccounts(run: Run, ledger: Ledger): Playing {
  const {world, clock} = run;
  const {developers} = world;
  const overhead = KINDS.map((kind) => run.member('accounts.overhead', kind));
  const cycle = KINDS.map((kind) => run.member('research.cycle_days', kind));
  const cashShare = run.number('research.cash_share');
  const cost = trainingCost(run);
  const enabled = run.on('research');

  return {
    begin() {
      ledger.customers = 0;
      ledger.suppliers = 0;
      ledger.regulators = 0;
      // Day 0: what developers hold came from their investors.
      let held = 0;
      for (let row = 0; row < developers.rows; row++) held += developers.column.cash[row];
      ledger.investors = -held;
    },
    step() {
      const days = clock.to - clock.from;
      const {kind, cash, compute, revenue, margin, compliance, fines, liability, otherIncome, safetySpend} =
        developers.column;
      const {research, rd, burn, spending} = developers.column;
      const fading = 1 - exp(-days / QUARTER);
      for (let n = 0; n < developers.liveCount; n++) {
        const row = developers.live[n];
        const run = enabled ? cost(Math.min(compute[row], trainingCap(world, row)), clock.to) : 0;
        const planned = (run / cycle[kind[row]]) * days;
        const affordable = run > 0 ? Math.min(1, (Math.max(cash[row], 0) * cashShare) / run) : 1;
        // Compliance comes out of the R&D budget as far as that goes.
        const displaced = Math.min(compliance[row], planned * affordable);
        const spent = planned * affordable - displaced;
        rd[row] = spent;
        const income = (otherIncome[row] * days) / DAYS;
        const fixed = (overhead[kind[row]] * days) / DAYS;
        const bill = spent + fixed + revenue[row] - margin[row];
        cash[row] += revenue[row] + income - bill - compliance[row] - fines[row] - liability[row];
        ledger.customers += liability[row] - revenue[row] - income;
        ledger.suppliers += bill;
        ledger.regulators += compliance[row] + fines[row];
        spending[row] = spent + fixed + compliance[row];
        const now = ((spending[row] - margin[row] - income) / days) * DAYS;
        burn[row] += (now - burn[row]) * (burn[row] === 0 ? 1 : fading);
        research[row] = planned > 0 ? (spent / planned) * (1 - safetySpend[row]) : 1 - safetySpend[row];
      }
    },
  };
}
