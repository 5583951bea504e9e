import fc from 'fast-check';
import {
  BANNED,
  BANS,
  type DeveloperInput,
  EVALUATOR_ACCESS,
  EXPIRIES,
  OPEN_WEIGHTS,
  type PolicyEntry,
  type Regime,
  type RunInput,
  SANCTIONS,
  type StageRule,
  TRANSPARENCIES,
} from '../../../src/model/input.ts';
import {type NumberParameter, type Parameter} from '../../../src/model/parameter.ts';
import {parameters, switches} from '../../../src/model/schedule.ts';
import {SEGMENTS} from '../../../src/model/segments.ts';
import {developer, entry, jurisdiction, regime, scenario} from '../support.ts';

const DAYS = 2 * 364;
const PLACES = ['x', 'y'] as const;

/** Numbers on a grid: subnormal ones lose bits in any arithmetic. */
const shareOf = (low: number, high: number) =>
  fc.integer({min: 0, max: 1000}).map((n) => low + ((high - low) * n) / 1000);

const stageRule = (id: string): fc.Arbitrary<StageRule> =>
  fc.record({
    id: fc.constant(id),
    access: fc.subarray([...SEGMENTS], {minLength: 1}),
    min_days: fc.integer({min: 0, max: 120}),
    evaluations: fc.integer({min: 0, max: 5}),
    evaluator_access: fc.constantFrom(...EVALUATOR_ACCESS),
    checks: fc.boolean(),
    approvals: fc.integer({min: 0, max: 1}),
    sign_off: fc.boolean(),
    on_critical: fc.constantFrom('remedy', 'first'),
  });

const rules: fc.Arbitrary<Partial<Regime>> = fc
  .record({
    stages: fc.tuple(stageRule('first'), stageRule('second'), stageRule('public')),
    binding: fc.constantFrom('mandatory' as const, 'voluntary' as const),
    applies_to: fc.constantFrom('new' as const, 'stock_and_new' as const),
    threshold: fc.oneof(
      fc.constant({index: 'fixed' as const, flop: 0}),
      fc.record({index: fc.constant('frontier_relative' as const), top: fc.integer({min: 1, max: 10})}),
    ),
    open_weights: fc.constantFrom(...OPEN_WEIGHTS),
    clock_days: fc.option(fc.integer({min: 10, max: 200})),
    on_expiry: fc.constantFrom(...EXPIRIES),
    strictness: shareOf(0, 3),
    transparency: fc.constantFrom(...TRANSPARENCIES),
    product_cost: shareOf(0, 2),
    relief: shareOf(0, 1),
    bans: fc.oneof({weight: 3, arbitrary: fc.constant([])}, {weight: 1, arbitrary: fc.subarray([...BANS])}),
    banned: fc.constantFrom(...BANNED),
    sanctions: fc.subarray([...SANCTIONS]),
  })
  .map((each) => regime(each.stages, each));

const entries: fc.Arbitrary<PolicyEntry[]> = fc
  .array(
    fc.record({
      from: fc.integer({min: 0, max: 50}).map((week) => 7 * week),
      in: fc.subarray([...PLACES], {minLength: 1}),
      rules,
    }),
    {maxLength: 2},
  )
  .map((list) => list.map((each, n) => entry(`e${String(n)}`, each.in, each.rules, {from: each.from})));

const developers: fc.Arbitrary<DeveloperInput[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('lab' as const, 'startup' as const, 'open' as const),
      home: fc.constantFrom(...PLACES),
      markets: fc.constantFrom('home' as const, 'all' as const),
      compute: shareOf(22, 25),
      cash: shareOf(1, 3000),
      other_income: shareOf(0, 300),
      installed: shareOf(0, 0.2),
      public_model: fc.boolean(),
    }),
    {minLength: 4, maxLength: 10},
  )
  .map((list) =>
    list.map((each, n) => developer(`d${String(n)}`, each.home, {...each, open_weights: each.kind === 'open'})),
  );

/** Numbers without a family whose range says what a scenario may say; test doubles and sizes of runs left alone. */
const sampled = Object.entries<Parameter>(parameters).filter(
  (pair): pair is [string, NumberParameter] =>
    pair[1].type === 'number' &&
    pair[1].family === undefined &&
    !pair[1].source.startsWith('test double') &&
    Number.isFinite(pair[1].low) &&
    pair[1].low < pair[1].high,
);

const numbers: fc.Arbitrary<Record<string, number>> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...sampled), shareOf(0, 1)), {maxLength: 8, selector: ([[name]]) => name})
  .map((list) =>
    Object.fromEntries(
      list.map(([[name, {low, high, whole}], u]) => {
        const value = low + u * (high - low);
        return [name, whole ? Math.round(value) : value];
      }),
    ),
  );

const off: fc.Arbitrary<Record<string, boolean>> = fc
  .subarray(
    switches.map(({name}) => name),
    {maxLength: 4},
  )
  .map((names) => Object.fromEntries(names.map((name) => [name, false])));

/** A small random world of two places and two years, with random rules, numbers and switches. */
export const randomWorld: fc.Arbitrary<RunInput> = fc
  .record({developers, entries, numbers, off, entry: fc.boolean()})
  .map(({developers: some, entries: policy, numbers: drawn, off: mechanisms, entry: founds}) =>
    scenario({
      days: DAYS,
      windows: {all: {from: 0, to: DAYS}, late: {from: 364, to: DAYS}},
      world: {
        jurisdictions: PLACES.map((id, n) =>
          jurisdiction(id, {spend_share: n === 0 ? 0.7 : 0.3, user_share: 0.5, entry: founds}),
        ),
        developers: some,
      },
      policy,
      parameters: drawn,
      mechanisms,
    }),
  );

/** How many random worlds a property is tried on; `SOAK` asks for more. */
export const WORLDS = Number(process.env['SOAK_WORLDS'] ?? 200);
