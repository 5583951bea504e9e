import type {DeveloperInput, EvaluatorInput, WorldInput} from './input.ts';

const WEST = ['us', 'eu', 'uk', 'rest'];
const PUBLIC =
  'Stylised: training compute of the largest run by early 2023 from public estimates (Epoch AI, rounded, partly from memory), finances from press reports, rounded; enterprise shares of 2023 from Menlo Ventures, partly from memory';
const ASSUMED =
  'Assumed archetype: counts from Epoch AI (organisations with models of 1e23 FLOP and more), sizes and cash assumed';

const archetype: Omit<DeveloperInput, 'id' | 'name' | 'kind' | 'home' | 'compute' | 'count'> = {
  markets: WEST,
  open_weights: false,
  compute_spread: 0.4,
  cash: 20,
  other_income: 0,
  installed: 0,
  safety_spend: null,
  public_model: true,
  source: ASSUMED,
};

const lab = {...archetype, kind: 'lab', count: 1, compute_spread: 0, source: PUBLIC} as const;
const startup = {...archetype, kind: 'startup'} as const;
const project = {...archetype, kind: 'open', open_weights: true, markets: 'all'} as const;

const auditor: Omit<EvaluatorInput, 'id' | 'name' | 'home' | 'teams'> = {
  kind: 'firm',
  count: 1,
  skill: 1,
  integrity: null,
  source:
    'Assumed archetype: third-party evaluation of frontier AI is put at 30 to 50 USD M a year in all, public institutes included (reported, low confidence); teams assumed',
};

/**
 * The world of January 2023: about 200 developers in five jurisdictions.
 *
 * Companies appear as stylised profiles from public figures, never as verdicts about them.
 */
export const defaultWorld: WorldInput = {
  // Shares of spend and users are assumed: GDP and software spend for the first, people online for the second.
  jurisdictions: [
    {id: 'us', name: 'United States', spend_share: 0.45, user_share: 0.12, entry: true},
    {id: 'eu', name: 'European Union', spend_share: 0.2, user_share: 0.12, entry: true},
    {id: 'uk', name: 'United Kingdom', spend_share: 0.05, user_share: 0.02, entry: true},
    {id: 'china', name: 'China', spend_share: 0.18, user_share: 0.24, entry: false},
    {id: 'rest', name: 'Rest of the world', spend_share: 0.12, user_share: 0.5, entry: true},
  ],
  developers: [
    {...lab, id: 'openai', name: 'OpenAI', home: 'us', compute: 25.3, cash: 10000, other_income: 2000, installed: 0.5},
    {
      ...lab,
      id: 'anthropic',
      name: 'Anthropic',
      home: 'us',
      compute: 24.6,
      cash: 1000,
      other_income: 2000,
      installed: 0.12,
    },
    {
      ...lab,
      id: 'google-deepmind',
      name: 'Google DeepMind',
      home: 'us',
      compute: 24.5,
      cash: 20000,
      other_income: 6000,
      installed: 0.07,
    },
    {
      ...lab,
      id: 'meta',
      name: 'Meta',
      home: 'us',
      markets: 'all',
      open_weights: true,
      compute: 23.7,
      cash: 20000,
      other_income: 5000,
      installed: 0.16,
    },
    {
      ...lab,
      id: 'mistral',
      name: 'Mistral',
      home: 'eu',
      markets: 'all',
      open_weights: true,
      compute: 23.4,
      cash: 110,
      other_income: 300,
      public_model: false,
    },
    {
      ...lab,
      id: 'us-lab',
      name: 'US lab (archetype)',
      home: 'us',
      compute: 23.5,
      cash: 4000,
      other_income: 2000,
      public_model: false,
      source: ASSUMED,
    },
    {
      ...lab,
      id: 'china-lab',
      name: 'Chinese lab (archetype)',
      home: 'china',
      markets: 'home',
      count: 3,
      compute: 23.5,
      compute_spread: 0.3,
      cash: 3000,
      other_income: 1500,
      installed: 0.7,
      source: ASSUMED,
    },
    {
      ...startup,
      id: 'cohere',
      name: 'Cohere',
      count: 1,
      home: 'rest',
      compute: 23.4,
      compute_spread: 0,
      cash: 170,
      installed: 0.02,
      source: PUBLIC,
    },
    {
      ...startup,
      id: 'ai21',
      name: 'AI21 Labs',
      count: 1,
      home: 'rest',
      compute: 23.5,
      compute_spread: 0,
      cash: 100,
      installed: 0.01,
      source: PUBLIC,
    },
    {
      ...startup,
      id: 'inflection',
      name: 'Inflection AI',
      count: 1,
      home: 'us',
      compute: 23.8,
      compute_spread: 0,
      cash: 225,
      public_model: false,
      source: PUBLIC,
    },
    {
      ...startup,
      id: 'startup',
      name: 'Start-up (archetype)',
      count: 46,
      home: ['us', 'eu', 'us', 'uk', 'us', 'rest'],
      compute: 23.2,
      cash: 40,
      installed: 0.06,
    },
    {
      ...startup,
      id: 'china-startup',
      name: 'Chinese start-up (archetype)',
      count: 14,
      home: 'china',
      markets: 'home',
      compute: 23.2,
      cash: 40,
      installed: 0.2,
    },
    {
      ...startup,
      id: 'niche-startup',
      name: 'Niche start-up (archetype)',
      count: 56,
      home: ['us', 'us', 'eu', 'rest'],
      compute: 22.2,
      cash: 15,
      installed: 0.03,
    },
    {
      ...project,
      id: 'open-project',
      name: 'Large open project (archetype)',
      count: 20,
      home: ['us', 'eu', 'china', 'rest', 'uk'],
      compute: 23.3,
      cash: 6,
      other_income: 6,
      installed: 0.03,
    },
    {
      ...project,
      id: 'small-project',
      name: 'Small open project (archetype)',
      count: 40,
      home: ['us', 'eu', 'china', 'rest'],
      compute: 22.3,
      cash: 1,
      other_income: 1.5,
      installed: 0.01,
    },
  ],
  evaluators: [
    {
      ...auditor,
      id: 'evaluation-nonprofit',
      name: 'Evaluation non-profit (archetype)',
      kind: 'institute',
      home: 'us',
      teams: 4,
      source: 'Assumed archetype of an evaluation non-profit: about 10 USD M a year (reported, low confidence)',
    },
    {
      ...auditor,
      id: 'evaluation-startup',
      name: 'Evaluation start-up (archetype)',
      home: 'uk',
      teams: 1,
      source: 'Assumed archetype of a small evaluation start-up: about 1 USD M a year (reported, low confidence)',
    },
    {...auditor, id: 'us-auditor', name: 'US audit firm (archetype)', home: 'us', teams: 3},
    {...auditor, id: 'eu-auditor', name: 'EU audit firm (archetype)', home: 'eu', teams: 3},
  ],
};
