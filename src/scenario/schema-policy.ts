import {EVALUATOR_ACCESS} from '../model/input.ts';
import {LARGEST_KEPT} from '../model/launch.ts';
import {amount, count, date, flag, group, id, listOf, oneOf, plain, text} from './values.ts';
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
  group('a regime (binding, applies_to, threshold, open_weights, stages)', {
    binding: z.exactOptional(oneOf(['mandatory', 'voluntary'])),
    applies_to: z.exactOptional(oneOf(['new', 'stock_and_new'])),
    threshold: z.exactOptional(thresholdSchema()),
    open_weights: z.exactOptional(oneOf(['exempt', 'covered'])),
    stages: z.exactOptional(
      z.array(stageSchema(segments), {error: 'a list of stages'}).max(32, {error: 'at most 32 stages'}),
    ),
  });

/** A dated or triggered change of rules. */
export const policyEntrySchema = (segments: readonly string[]) =>
  group('a policy entry (id, from or when, in, regime)', {
    id: id(),
    from: z.exactOptional(date()),
    when: z.exactOptional(text('a condition over reported_incidents, severe_incidents or reported_harm', 2000)),
    announced: z.exactOptional(date()),
    until: z.exactOptional(z.nullable(date())),
    in: z.exactOptional(listOf(id(), 'a list of jurisdictions', 1, 1000)),
    regime: regimeSchema(segments),
  });
