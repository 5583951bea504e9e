import {
  BANNED,
  BANS,
  BINDINGS,
  EVALUATOR_ACCESS,
  EXPIRIES,
  OPEN_WEIGHTS,
  SANCTIONS,
  SCOPES,
  TRANSPARENCIES,
} from '../model/input.ts';
import {LARGEST_KEPT} from '../model/launch.ts';
import {amount, count, date, flag, group, id, listOf, oneOf, plain, share, text} from './values.ts';
import {z} from './zod.ts';

/** One stage; only its id is needed, and who has access on all but the last. */
const stageSchema = (segments: readonly string[]) =>
  group('a stage (id, access, min_days, …)', {
    id: id(),
    access: z.exactOptional(listOf(oneOf(segments), 'a list of segments', 1, segments.length)),
    min_days: z.exactOptional(amount('days')).meta({default: 0}),
    evaluations: z.exactOptional(count('evaluations')).meta({default: 0}),
    evaluator_access: z.exactOptional(oneOf(EVALUATOR_ACCESS)).meta({default: 'black_box'}),
    checks: z.exactOptional(flag()).meta({default: false}),
    approvals: z.exactOptional(count('decisions')).meta({default: 0}),
    sign_off: z.exactOptional(flag()).meta({default: false}),
    on_critical: z.exactOptional(text('remedy, first, or the id of an earlier stage', 64)).meta({default: 'first'}),
  });

/** Which releases are covered: by a fixed size, or by rank among the largest training runs so far. */
const thresholdSchema = () =>
  group('a threshold (index, then flop or top)', {
    index: oneOf(['fixed', 'frontier_relative']),
    flop: z.exactOptional(plain({min: 0, max: Infinity, above: 0, unit: 'FLOP'})).meta({default: 1e26}),
    top: z.exactOptional(plain({min: 1, max: LARGEST_KEPT, whole: true, unit: 'training runs'})).meta({default: 10}),
  });

/** The fields of a regime that an entry replaces; none is needed. */
const regimeSchema = (segments: readonly string[]) =>
  group('a regime (binding, applies_to, threshold, open_weights, stages, clock_days, bans, …)', {
    binding: z.exactOptional(oneOf(BINDINGS)),
    applies_to: z.exactOptional(oneOf(SCOPES)),
    threshold: z.exactOptional(thresholdSchema()),
    open_weights: z.exactOptional(oneOf(OPEN_WEIGHTS)),
    stages: z.exactOptional(
      z.array(stageSchema(segments), {error: 'a list of stages'}).max(32, {error: 'at most 32 stages'}),
    ),
    clock_days: z.exactOptional(z.nullable(amount('days'))),
    on_expiry: z.exactOptional(oneOf(EXPIRIES)),
    strictness: z.exactOptional(amount('x')),
    transparency: z.exactOptional(oneOf(TRANSPARENCIES)),
    product_cost: z.exactOptional(amount('USD M per year and product on sale')),
    relief: z.exactOptional(share()),
    bans: z.exactOptional(listOf(oneOf(BANS), 'a list of bans', 0, BANS.length)),
    banned: z.exactOptional(oneOf(BANNED)),
    moratorium_flop: z.exactOptional(z.nullable(plain({min: 0, max: Infinity, above: 0, unit: 'FLOP'}))),
    sanctions: z.exactOptional(listOf(oneOf(SANCTIONS), 'a list of sanctions', 0, SANCTIONS.length)),
  });

/** A change of rules: dated, triggered, or a rung of the ladder that politics climbs. */
export const policyEntrySchema = (segments: readonly string[]) =>
  group('a policy entry (id, from or when, in, regime)', {
    id: id(),
    from: z.exactOptional(date()),
    when: z.exactOptional(text('a condition over reported_incidents, severe_incidents or reported_harm', 2000)),
    rung: z.exactOptional(count('rung of the ladder', 1)),
    announced: z.exactOptional(date()),
    until: z.exactOptional(z.nullable(date())),
    in: z.exactOptional(listOf(id(), 'a list of jurisdictions', 1, 1000)),
    spreads: z.exactOptional(flag()).meta({default: false}),
    regime: regimeSchema(segments),
  });
