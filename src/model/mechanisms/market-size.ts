import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import type {Mechanism, Run} from '../mechanism.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../segments.ts';

const DAYS = 365.25;

/** Numbers of the size of the market. */
export const marketSize = {
  id: 'market-size',
  title: 'Size of the market',
  equation: 'M(t) = M_max / (1 + (M_max/M_0 - 1) exp(-g t)), for spend and for users',
  limit: 'Far below the ceiling: exponential growth at rate g.',
  source: 'Logistic diffusion; spend 3.5 bn (2024) to 8.4 bn annualised (mid-2025), Menlo Ventures',
  switches: {},
  parameters: {
    'market.spend': {
      type: 'number',
      title: 'Potential spend on AI services on day 0, of which the outside good takes its share',
      group: 'market',
      role: 'calibrated',
      source: 'set by hand near spend of 3.5 bn in 2024 with half the potential served',
      unit: 'USD M per year',
      default: 3000,
      low: 1500,
      high: 6000,
      min: 0,
      above: 0,
      max: Infinity,
    },
    'market.growth': {
      type: 'number',
      title: 'Growth of potential spend far below the ceiling',
      group: 'market',
      role: 'observed',
      source: 'Menlo Ventures (2025): 3.5 to 8.4 bn',
      unit: 'x per year',
      default: 2.2,
      low: 1.5,
      high: 2.8,
      min: 1,
      max: Infinity,
    },
    'market.ceiling': {
      type: 'number',
      title: 'Ceiling of potential spend',
      group: 'market',
      role: 'assumed',
      source: 'assumed: half of world software and IT services spend',
      unit: 'USD M per year',
      default: 600000,
      low: 200000,
      high: 2000000,
      min: 0,
      above: 0,
      max: Infinity,
    },
    'users.potential': {
      type: 'number',
      title: 'Potential users on day 0',
      group: 'market',
      role: 'calibrated',
      source: 'set by hand near 100 M users of the first chat service in early 2023 (press)',
      unit: 'M users',
      default: 200,
      low: 100,
      high: 400,
      min: 0,
      above: 0,
      max: Infinity,
    },
    'users.growth': {
      type: 'number',
      title: 'Growth of potential users far below the ceiling',
      group: 'market',
      role: 'observed',
      source: '100 M users in early 2023, above 800 M a week in late 2025 for one service (press)',
      unit: 'x per year',
      default: 2,
      low: 1.5,
      high: 2.5,
      min: 1,
      max: Infinity,
    },
    'users.ceiling': {
      type: 'number',
      title: 'Ceiling of potential users',
      group: 'market',
      role: 'assumed',
      source: 'assumed: people online',
      unit: 'M users',
      default: 5000,
      low: 3000,
      high: 7000,
      min: 0,
      above: 0,
      max: Infinity,
    },
  },
  decisions: {},
} as const satisfies Mechanism;

export interface MarketSize {
  /** Sets the market of day 0. */
  begin(): void;
  step(): void;
  /** Length of the step that spend and users are about, days. */
  days(): number;
  /** Potential spend of the step at price 1, USD M, by cell. */
  spend(): Float64Array;
  /** Potential use of the step, M user-weeks, by cell. */
  users(): Float64Array;
  /** Growth of potential spend now, per year. */
  growth(): number;
  /** Size of the step before relative to this one: the installed base among today's customers. */
  stock(): number;
}

export function createMarketSize(run: Run): MarketSize {
  const {world, clock} = run;
  const J = world.jurisdictions.length;
  const Z = SEGMENTS.length;
  const spendRate = ln(run.number('market.growth')) / DAYS;
  const spendRatio = run.number('market.ceiling') / run.number('market.spend') - 1;
  const ceiling = run.number('market.ceiling');
  const userRate = ln(run.number('users.growth')) / DAYS;
  const userRatio = run.number('users.ceiling') / run.number('users.potential') - 1;
  const userCeiling = run.number('users.ceiling');
  const spend = new Float64Array(J * Z);
  const users = new Float64Array(J * Z);
  let fraction = 0;
  let before = 0;
  let length = run.input.step_days as number;

  const logistic = (ratio: number, rate: number, day: number): number => 1 / (1 + ratio * exp(-rate * day));

  /** Sets the potential of a step of `days` days that ends on `day`. */
  function set(day: number, days: number): void {
    length = days;
    fraction = logistic(spendRatio, spendRate, day);
    const perStep = (ceiling * fraction * days) / DAYS;
    const peopleWeeks = userCeiling * logistic(userRatio, userRate, day) * (days / 7);
    for (let j = 0; j < J; j++) {
      for (let z = 0; z < Z; z++) {
        const taste = SEGMENT_PROFILES[SEGMENTS[z]];
        spend[j * Z + z] = perStep * world.spendShare[j] * taste.spend;
        users[j * Z + z] = peopleWeeks * world.userShare[j] * taste.users;
      }
    }
  }

  return {
    begin() {
      set(0, run.input.step_days); // day 0 itself; steps take the size of their middle
      before = fraction;
    },
    step() {
      before = fraction;
      set((clock.from + clock.to) / 2, clock.to - clock.from);
    },
    days: () => length,
    spend: () => spend,
    users: () => users,
    growth: () => spendRate * DAYS * (1 - fraction),
    stock: () => before / fraction,
  };
}
