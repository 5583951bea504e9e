import {type Address, unlessEmpty, type Value, type ValueKind, withField} from './address.ts';
import type {PolicyDocument, ScenarioDocument, StageDocument} from './schema.ts';

/** What a stage has when its entry does not say. */
export const STAGE_DEFAULTS = {
  min_days: 0,
  evaluations: 0,
  evaluator_access: 'black_box',
  checks: false,
  approvals: 0,
  sign_off: false,
  on_critical: 'first',
} as const;

/** What a threshold has when its entry names only the index. FLOP: the line of two US states' laws of 2025. */
export const THRESHOLD_DEFAULTS = {flop: 1e26, top: 10} as const;

/** Fields of a regime that hold one value. */
const REGIME_FIELDS: Readonly<Record<string, ValueKind>> = {
  binding: 'text',
  applies_to: 'text',
  open_weights: 'text',
  clock_days: 'number',
  on_expiry: 'text',
  strictness: 'number',
  transparency: 'text',
  product_cost: 'number',
  relief: 'number',
  bans: 'list',
  banned: 'text',
  moratorium_flop: 'number',
  sanctions: 'list',
};

const kindOf = (value: number | string | boolean): ValueKind =>
  typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'flag' : 'text';

type Fields = Readonly<Record<string, unknown>>;

/** All paths of the policy: `policy.<entry>.<field>`, the regime's fields beside the entry's own. */
export function policyAddresses(
  {policy = []}: ScenarioDocument,
  jurisdictions: readonly string[],
  segments: readonly string[],
): Address[] {
  return policy.flatMap((entry) => [
    own(entry, 'from', 'text', null),
    own(entry, 'when', 'text', null),
    own(entry, 'rung', 'number', null),
    own(entry, 'announced', 'text', entry.from ?? null),
    own(entry, 'until', 'text', null),
    own(entry, 'in', 'list', jurisdictions),
    own(entry, 'spreads', 'flag', false),
    ...Object.entries(REGIME_FIELDS).map(([name, kind]) => ofRegime(entry, name, kind)),
    ...thresholdAddresses(entry),
    ...(entry.regime.stages ?? []).flatMap((stage, place, stages) =>
      stageAddresses(entry, stage, place === stages.length - 1 ? segments : null),
    ),
  ]);
}

/** The document with one entry of its policy changed. */
function withEntry(document: ScenarioDocument, id: string, change: (entry: PolicyDocument) => PolicyDocument) {
  return {...document, policy: (document.policy ?? []).map((entry) => (entry.id === id ? change(entry) : entry))};
}

const entryOf = ({policy = []}: ScenarioDocument, id: string) => policy.find((entry) => entry.id === id);

function own({id}: PolicyDocument, name: string, kind: ValueKind, usual: Value): Address {
  return {
    path: `policy.${id}.${name}`,
    kind,
    usual,
    raw: (document) => (entryOf(document, id) as Fields | undefined)?.[name] as Value | undefined,
    put: (document, value) => withEntry(document, id, (entry) => withField(entry, name, value)),
  };
}

function ofRegime({id}: PolicyDocument, name: string, kind: ValueKind): Address {
  return {
    path: `policy.${id}.${name}`,
    kind,
    usual: null,
    raw: (document) => (entryOf(document, id)?.regime as Fields | undefined)?.[name] as Value | undefined,
    put: (document, value) =>
      withEntry(document, id, (entry) => ({...entry, regime: withField(entry.regime, name, value)})),
  };
}

/** The index, and the number that the index needs; a change of index drops the number of the other one. */
function thresholdAddresses({id, regime}: PolicyDocument): Address[] {
  const fields = (document: ScenarioDocument): Fields => entryOf(document, id)?.regime.threshold ?? {};
  const address = (name: string, kind: ValueKind, usual: Value): Address => ({
    path: `policy.${id}.threshold.${name}`,
    kind,
    usual,
    raw: (document) => fields(document)[name] as Value | undefined,
    put: (document, value) => {
      const kept = name === 'index' && value !== fields(document)['index'] ? {} : fields(document);
      const threshold = unlessEmpty(withField(kept, name, value));
      return withEntry(document, id, (entry) => ({...entry, regime: withField(entry.regime, 'threshold', threshold)}));
    },
  });
  const index = address('index', 'text', null);
  if (!regime.threshold) return [index];
  const name = regime.threshold.index === 'fixed' ? 'flop' : 'top';
  return [index, address(name, 'number', THRESHOLD_DEFAULTS[name])];
}

function stageAddresses(entry: PolicyDocument, {id}: StageDocument, usualAccess: Value): Address[] {
  const stagesOf = (document: ScenarioDocument) => entryOf(document, entry.id)?.regime.stages ?? [];
  const address = (name: string, kind: ValueKind, usual: Value): Address => ({
    path: `policy.${entry.id}.stages.${id}.${name}`,
    kind,
    usual,
    raw: (document) =>
      (stagesOf(document).find((stage) => stage.id === id) as Fields | undefined)?.[name] as Value | undefined,
    put: (document, value) =>
      withEntry(document, entry.id, (at) => {
        const stages = stagesOf(document).map((stage) => (stage.id === id ? withField(stage, name, value) : stage));
        return {...at, regime: {...at.regime, stages}};
      }),
  });
  return [
    address('access', 'list', usualAccess),
    ...Object.entries(STAGE_DEFAULTS).map(([name, usual]) => address(name, kindOf(usual), usual)),
  ];
}
