import type {EvaluatorAccess, PolicyEntry, Regime, RunInput, StageRule, Threshold} from '../model/input.ts';
import type {Formula} from '../numeric/formula.ts';
import {STAGE_DEFAULTS, THRESHOLD_DEFAULTS} from './address-policy.ts';
import {withoutDefaults} from './addresses.ts';
import {dayNumber} from './calendar.ts';
import type {Catalogue} from './catalogue-type.ts';
import {DEFAULTS, type PolicyDocument, type ScenarioDocument, type StageDocument} from './schema.ts';
import {spanOf, windowsOf} from './windows.ts';
import {inOrder, worldOf} from './world.ts';

/** What a run reads of a valid document. `when` holds the conditions of the triggered entries by their ids. */
export function runInputOf(
  written: ScenarioDocument,
  catalogue: Catalogue,
  when: Readonly<Record<string, Formula>>,
): RunInput {
  const document = withoutDefaults(written, catalogue); // names in table order since the schema read them
  const {start: firstDay, days} = spanOf(document);
  const world = worldOf(document.world, catalogue.defaultWorld);
  const order = world.jurisdictions.map(({id}) => id);
  const entries = (document.policy ?? []).filter(({regime}) => Object.keys(regime).length > 0); // no field, no effect
  return {
    start: document.start ?? DEFAULTS.start,
    days,
    step_days: document.step_days ?? DEFAULTS.step_days,
    windows: windowsOf(document).windows,
    parameters: document.parameters ?? {},
    mechanisms: document.mechanisms ?? {},
    world,
    policy: entries.map((entry) => policyEntryOf(entry, firstDay, order, catalogue.segments, when[entry.id] ?? null)),
  };
}

function policyEntryOf(
  {id, from, rung, until, announced, in: where, spreads, regime}: PolicyDocument,
  firstDay: number,
  order: readonly string[],
  segments: readonly string[],
  when: Formula | null,
): PolicyEntry {
  const day = (date: string | null | undefined): number | null =>
    typeof date === 'string' ? (dayNumber(date) ?? 0) - firstDay : null;
  return {
    id,
    from: day(from),
    until: day(until),
    announced: day(announced ?? from),
    when,
    ...(rung !== undefined && {rung}),
    in: where === undefined ? [...order] : inOrder(where, order),
    ...(spreads === true && {spreads}),
    regime: regimeOf(regime, segments),
  };
}

function regimeOf(
  {threshold, stages, ...plain}: PolicyDocument['regime'],
  segments: readonly string[],
): Partial<Regime> {
  const last = (stages?.length ?? 0) - 1;
  return {
    ...(plain as Partial<Regime>),
    ...(threshold && {threshold: thresholdOf(threshold)}),
    ...(stages && {stages: stages.map((stage, place) => stageOf(stage, place === last ? segments : [], segments))}),
  };
}

function thresholdOf({index, flop, top}: NonNullable<PolicyDocument['regime']['threshold']>): Threshold {
  if (index === 'fixed') return {index, flop: flop ?? THRESHOLD_DEFAULTS.flop};
  return {index: 'frontier_relative', top: top ?? THRESHOLD_DEFAULTS.top};
}

function stageOf(stage: StageDocument, usual: readonly string[], segments: readonly string[]): StageRule {
  const said = {...STAGE_DEFAULTS, ...stage};
  return {
    id: said.id,
    access: inOrder(stage.access ?? usual, segments),
    min_days: said.min_days,
    evaluations: said.evaluations,
    evaluator_access: said.evaluator_access as EvaluatorAccess,
    checks: said.checks,
    approvals: said.approvals,
    sign_off: said.sign_off,
    on_critical: said.on_critical,
  };
}
