import fc from 'fast-check';

const date = (first: number, last: number) =>
  fc
    .integer({min: first, max: last})
    .map((week) => new Date(Date.UTC(2023, 0, 2) + week * 7 * 86_400_000).toISOString().slice(0, 10));

const share = fc.double({min: 0, max: 1, noNaN: true}).map((x) => x + 0);
const amount = fc.double({min: 0, max: 1e9, noNaN: true}).map((x) => x + 0);
const some = <T>(fields: {[K in keyof T]: fc.Arbitrary<T[K]>}) => fc.record(fields, {requiredKeys: []});

const SEGMENTS = ['accredited', 'enterprise', 'consumer'];
const segments = fc.subarray(SEGMENTS, {minLength: 1});

const stages = fc
  .uniqueArray(fc.constantFrom('research', 'enterprise', 'public', 'final-2'), {maxLength: 4})
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record(
          {
            id: fc.constant(id),
            access: segments,
            min_days: amount,
            evaluations: fc.nat(20),
            evaluator_access: fc.constantFrom('black_box', 'fine_tuning', 'white_box'),
            checks: fc.boolean(),
            approvals: fc.nat(3),
            sign_off: fc.boolean(),
            on_critical: fc.constantFrom('remedy', 'first'),
          },
          {requiredKeys: ['id', 'access']},
        ),
      ),
    ),
  );

const threshold = fc.oneof(
  fc.record(
    {index: fc.constant('fixed'), flop: fc.double({min: 1, max: 1e30, noNaN: true})},
    {requiredKeys: ['index']},
  ),
  fc.record({index: fc.constant('frontier_relative'), top: fc.integer({min: 1, max: 50})}, {requiredKeys: ['index']}),
);

const regime = some({
  binding: fc.constantFrom('mandatory', 'voluntary'),
  applies_to: fc.constantFrom('new', 'stock_and_new'),
  threshold,
  open_weights: fc.constantFrom('exempt', 'covered', 'watermark', 'api_only'),
  clock_days: fc.option(fc.integer({min: 0, max: 400})),
  on_expiry: fc.constantFrom('none', 'deemed_cleared', 'forced_decision'),
  strictness: fc.double({min: 0, max: 5, noNaN: true}),
  transparency: fc.constantFrom('none', 'report'),
  product_cost: fc.double({min: 0, max: 100, noNaN: true}),
  relief: fc.double({min: 0, max: 1, noNaN: true}),
  bans: fc.subarray(['development', 'hosting', 'use']),
  banned: fc.constantFrom('uncleared', 'uncleared_open', 'all'),
  moratorium_flop: fc.option(fc.double({min: 1, max: 1e30, noNaN: true})),
  sanctions: fc.subarray(['fine', 'exclusion', 'export_control', 'criminal']),
  stages,
});

const entries = fc.uniqueArray(fc.constantFrom('staging', 'ratchet', 'third'), {maxLength: 3}).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.record(
        {
          id: fc.constant(id),
          from: date(60, 200),
          announced: date(0, 60),
          until: date(201, 400),
          in: fc.subarray(['us', 'eu'], {minLength: 1}),
          regime,
        },
        {requiredKeys: ['id', 'from', 'regime']},
      ),
    ),
  ),
);

const developer = (id: string) =>
  fc.record(
    {
      id: fc.constant(id),
      compute: fc.double({min: 20, max: 30, noNaN: true}),
      cash: amount,
      installed: share,
      open_weights: fc.boolean(),
      safety_spend: fc.option(share),
      markets: fc.constantFrom<string | string[]>('home', 'all', ['us'], ['eu', 'us']),
    },
    {requiredKeys: ['id']},
  );

/** Valid documents over the small catalogue, from the smallest to ones that use every section without formulas. */
export const randomDocument = fc
  .record(
    {
      sluice: fc.constant(1),
      id: fc.constantFrom('x', 'other-id'),
      title: fc.string({minLength: 1, maxLength: 20}).map((text) => text.replace(/[^ -~]/g, '')),
      seed: fc.oneof(fc.nat(), fc.constantFrom('sluice', '0', 'white house')),
      start: fc.constantFrom('2023-01-02', '2022-01-03'),
      end: fc.constantFrom('2030-12-30', '2029-01-01'),
      step_days: fc.constantFrom(7, 1, 3.5),
      windows: fc.dictionary(fc.constantFrom('before', 'after', 'w3'), fc.tuple(date(0, 100), date(101, 300)), {
        minKeys: 1,
      }),
      parameters: some({
        'service.mean_days': fc.double({min: 1e-3, max: 1e6, noNaN: true}),
        'service.law': fc.constantFrom('deterministic', 'lognormal', 'exponential'),
        'teams.us': fc.oneof(fc.integer({min: 1, max: 99}), fc.constant('unlimited')),
        'demand.nest': fc.double({min: 1e-6, max: 1, noNaN: true}),
        'inspection.rate.consumer': amount,
      }),
      mechanisms: some({entry: fc.boolean(), capture: fc.boolean()}),
      world: some({
        developers: fc.tuple(
          fc.constant('default'),
          developer('beta'),
          developer('twin').map((fields) => ({...fields, copy_of: 'alpha'})),
        ),
        jurisdictions: fc.tuple(fc.constant('default'), fc.record({id: fc.constant('eu'), user_share: share})),
      }),
      policy: entries,
    },
    {requiredKeys: ['sluice', 'id']},
  )
  .map((document) => JSON.parse(JSON.stringify(document)) as Record<string, unknown>);
