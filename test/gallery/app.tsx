import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/charts.css';
import {signal} from '@preact/signals';
import {render} from 'preact';
import type {ComparisonDesign, ComparisonResult} from '../../src/experiments/compare.ts';
import {parameters, switches} from '../../src/model/schedule.ts';
import {SEGMENTS} from '../../src/model/segments.ts';
import {DEFECT_CLASSES} from '../../src/model/world.ts';
import type {Catalogue} from '../../src/scenario/catalogue-type.ts';
import {App} from '../../src/ui/workbench/app.tsx';
import {controlGroups, valuesIn} from '../../src/ui/workbench/control-list.ts';
import {HEADLINES} from '../../src/ui/workbench/headlines.ts';
import {createOpener} from '../../src/ui/workbench/open-side.ts';
import type {Answer, Session, Status} from '../../src/ui/workbench/session.ts';
import {START} from '../../src/ui/workbench/state.ts';
import {createStore} from '../../src/ui/workbench/store.ts';
import {restoreTheme} from '../../src/ui/workbench/theme.tsx';
import {fixedFan, fixedRuns} from './fixed-data.ts';

const jurisdiction = (id: string, name: string) => ({id, name, spend_share: 0.2, user_share: 0.2, entry: true});
const catalogue: Catalogue = {
  parameters,
  switches,
  segments: SEGMENTS,
  classes: DEFECT_CLASSES,
  defaultWorld: {
    jurisdictions: [
      jurisdiction('us', 'United States'),
      jurisdiction('eu', 'European Union'),
      jurisdiction('uk', 'United Kingdom'),
    ],
    developers: [],
  },
};
const presets = {
  'no-staging':
    'sluice: 1\nid: no-staging\ntitle: No staged release\nsummary: Developers decide alone when a release is ready.\n',
  'article-90': `sluice: 1
id: article-90
title: Three mandatory stages, 90-day review
summary: Accredited researchers first, then enterprises, then the public, with ninety days of review before the public stage.
policy:
  - id: staging
    from: 2025-01-06
    regime:
      binding: mandatory
      applies_to: new
      open_weights: covered
      threshold: {index: frontier_relative, top: 10}
      stages:
        - {id: research, access: [accredited], min_days: 90, evaluations: 5}
        - {id: enterprise, access: [accredited, enterprise], min_days: 30, evaluations: 2}
        - {id: public, sign_off: true}
`,
};
const SHAPES = [
  {before: 150, a: 182, b: 313, spread: 0.3, mean: 131, reach: 11, above: 0.97},
  {before: 1.9, a: 2.1, b: 9.84, spread: 0.5, mean: 7.74, reach: 0.9, above: 1},
  {before: 14, a: 18, b: 17.6, spread: 0.6, mean: -0.42, reach: 0.71, above: 0.44},
  {before: 2310, a: 2280, b: 2522, spread: 0.12, mean: 242, reach: 55, above: 0.81},
];

function fixedResult(): ComparisonResult {
  const receipt = {
    engineVersion: '1',
    scenarioHash: 'a'.repeat(64),
    seed: 'sluice',
    runs: 200,
    resultHash: '0123456789abcdef'.repeat(4),
  };
  const side = (place: 0 | 1) => ({
    receipt,
    failures: [],
    records: [],
    outcomes: HEADLINES.map(({id}) => ({id, window: 'after', unit: ''})),
    columns: SHAPES.map(({a, mean, reach}) =>
      place === 0 ? new Float64Array(200).fill(a) : fixedRuns(a + mean, reach * 6),
    ),
    series: HEADLINES.map(({id, title, axis}, i) => {
      const {median, bands} = fixedFan(title, axis, SHAPES[i]).sides[place];
      return {id, median, spread_90: bands[0], spread_50: bands[1]};
    }),
  });
  const outcomes = HEADLINES.map(({id}, i) => {
    const {a, b, mean, reach, above} = SHAPES[i];
    const difference = {
      pairs: 200,
      mean_difference: mean,
      ci90: [mean - reach, mean + reach],
      share_b_above_a: above,
      share_tied: 0,
    };
    return {id, window: 'after', unit: '', a: {mean: a}, b: {mean: b}, ...difference};
  });
  return {
    receipt: {...receipt, scenarios: []},
    reference: {id: 'a', ensemble: side(0)},
    variants: [{id: 'b', ensemble: side(1), outcomes, differences: []}],
  } as unknown as ComparisonResult;
}

const phase = (new URLSearchParams(location.search).get('phase') ?? 'done') as Status['phase'];
const answer = signal<Answer>();
const design = signal<ComparisonDesign>();
const session: Session = {
  status: signal<Status>({phase, done: phase === 'done' ? 400 : 156, total: 400, leftMs: 7000, message: ''}),
  answer,
  design,
  start(next) {
    design.value = next;
    answer.value = {design: next, result: fixedResult()};
  },
  cancel: () => undefined,
  close: () => undefined,
};

restoreTheme();
const store = createStore(START, session, createOpener(catalogue, presets), (scenario) =>
  valuesIn(controlGroups(catalogue, scenario)),
);
const choices = [
  {id: 'no-staging', title: 'No staged release'},
  {id: 'article-90', title: 'Three mandatory stages, 90-day review'},
];
const root = document.getElementById('app');
if (root !== null) render(<App store={store} catalogue={catalogue} presets={choices} notes={signal([])} />, root);
