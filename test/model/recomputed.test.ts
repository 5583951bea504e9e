import {beforeAll, describe, expect, it} from 'vitest';
import {KINDS, type RunInput} from '../../src/model/input.ts';
import {outcomes, outcomeSlots} from '../../src/model/observe.ts';
import type {Dimension} from '../../src/model/outcome.ts';
import {createModel} from '../../src/model/run.ts';
import {SEGMENTS} from '../../src/model/segments.ts';
import {createSettings} from '../../src/model/settings.ts';
import {survivalMedian} from '../../src/model/survival.ts';
import {type Recomputed, sum} from './recompute/arithmetic.ts';
import {ofAudits} from './recompute/audit.ts';
import {ofAccess} from './recompute/access.ts';
import {ofEnforcement} from './recompute/enforcement.ts';
import {ofFirms} from './recompute/firms.ts';
import {ofIncidents} from './recompute/incidents.ts';
import {ofLaterEvents} from './recompute/later-events.ts';
import {ofMarket} from './recompute/market.ts';
import {ofProducts} from './recompute/products.ts';
import {ofPolitics} from './recompute/politics.ts';
import {ofRace} from './recompute/race.ts';
import {ofReleases} from './recompute/releases.ts';
import {ofReviews} from './recompute/reviews.ts';
import {ofTechnology} from './recompute/technology.ts';
import {ofUnderground} from './recompute/underground.ts';
import {ofWelfare} from './recompute/welfare.ts';
import {type Question, readTables, TABLES, type Tables} from './recompute/tables.ts';
import {articlePolicy, developer, entry, jurisdiction, regime, scenario, stage} from './support.ts';

// Oracle: the definition texts of the outcomes, carried out afresh on the record tables alone.

const recompute: Readonly<Record<string, Recomputed>> = {
  ...ofReleases,
  ...ofReviews,
  ...ofLaterEvents,
  ...ofIncidents,
  ...ofMarket,
  ...ofWelfare,
  ...ofAccess,
  ...ofFirms,
  ...ofUnderground,
  ...ofEnforcement,
  ...ofProducts,
  ...ofTechnology,
  ...ofPolitics,
  ...ofRace,
  ...ofAudits,
};

const SEVERE = 25; // USD M

const wide = [stage('review', {min_days: 30, evaluations: 1}), stage('public')];

/**
 * The article's gate in two jurisdictions, in the third one a gate for all that closes again, and everybody who acts
 * in them; few of the windows fit the step.
 */
function article(stepDays: RunInput['step_days'], more: Partial<RunInput> = {}): RunInput {
  const days = 2190;
  const startup = {kind: 'startup', compute: 23.4, compute_spread: 0.4, cash: 40, markets: 'all'} as const;
  const project = {
    kind: 'open',
    open_weights: true,
    compute: 23.8,
    compute_spread: 0.4,
    cash: 60,
    markets: 'all',
  } as const;
  return scenario({
    days,
    step_days: stepDays,
    windows: {
      before: {from: 0, to: 730},
      after: {from: 730, to: 1500},
      late: {from: 1333, to: 1801.5}, // followed for less than 730 days in part
      followed: {from: 1460, to: 1600}, // begins just early enough
      unfollowed: {from: 1461, to: 1600},
      month: {from: 1000.5, to: 1030},
      instant: {from: 1001, to: 1002}, // holds a day, but for short steps only the beginning of one
      over: {from: 1900, to: 2500}, // goes on when the run has ended
      beyond: {from: 3000, to: 3500},
    },
    world: {
      jurisdictions: [
        jurisdiction('us', {spend_share: 0.5, user_share: 0.3, entry: true}),
        jurisdiction('eu', {spend_share: 0.3, user_share: 0.3, entry: true}),
        jurisdiction('rest', {spend_share: 0.2, user_share: 0.4, entry: true}),
      ],
      developers: [
        developer('a', 'us', {markets: 'all', compute: 25, cash: 8000, other_income: 3000, installed: 0.4}),
        developer('b', 'us', {markets: 'all', compute: 24.8, cash: 5000, other_income: 3000, installed: 0.2}),
        developer('c', 'eu', {markets: 'all', compute: 24.6, cash: 4000, other_income: 2000, installed: 0.1}),
        developer('d', 'rest', {markets: 'all', compute: 24.7, cash: 4000, other_income: 2000, installed: 0.1}),
        developer('poor', 'us', {...startup, cash: 8}),
        developer('start', 'us', {...startup, count: 4, public_model: false}),
        developer('big', 'us', {...startup, compute: 25, cash: 900, count: 2, home: ['us', 'rest']}),
        developer('open', 'eu', {...project, count: 3, home: ['us', 'eu', 'rest'], other_income: 40}),
        developer('grand', 'eu', {...project, compute: 25, cash: 900, other_income: 900}),
      ],
    },
    policy: [
      articlePolicy(730, ['us', 'eu']),
      entry('recall', ['rest'], regime(wide, {applies_to: 'stock_and_new'}), {from: 1099, until: 1800}),
      // Far above any training run: it binds nobody, but it is in force.
      entry('pause', ['us'], {moratorium_flop: 1e60}, {from: 1450, until: 1490}),
      entry('halt', ['rest'], {moratorium_flop: 1e60}, {from: 360, until: 400}),
      entry('stop', ['eu'], {moratorium_flop: 1e60}, {from: 1100, until: 1705}),
      entry('ban', ['us', 'eu'], {bans: ['hosting', 'use'], banned: 'uncleared_open'}, {from: 1003, until: 1402}),
      entry('brief', ['rest'], {bans: ['hosting'], banned: 'uncleared_open'}, {from: 801, until: 1000}),
    ],
    parameters: {
      'leaks.endpoint': 0.3,
      'teams.us': 2,
      'teams.eu': 2,
      'entry.ideas': 4,
      'funding.volatility': 0.3,
      'compliance.fee': 1,
      'compliance.variable': 4,
      'severity.severe': SEVERE,
      'gate.accepted_harm': 1000,
      'defects.mean.deep': 6,
      'defects.beta.deep': 1000,
      'review.skill': 0.2, // so that some pass a gate
      'severity.alpha': 0.6, // heavy, so that catastrophes happen
      'liability.damages_multiple': 0.1,
      'evasion.noise': 0.3,
      'inspection.sensitivity': 0.5,
      'inspection.announced': 0.1,
      'liability.lag_days': 100,
    },
    ...more,
  });
}

/** The same where developers copy each other's safety instead of choosing it, so that they are off equilibrium. */
const copying = (input: RunInput): RunInput => ({
  ...input,
  parameters: {...input.parameters, 'race.rule': 'imitation'},
});
/** The same with private evaluators of three homes, and quick entry. */
function audited(input: RunInput): RunInput {
  const firm = {kind: 'firm', count: 1, teams: 1, skill: 1, integrity: null, source: 'test'} as const;
  const evaluators = ['us', 'eu', 'rest'].map((home) => ({...firm, id: `auditor-${home}`, name: home, home}));
  const parameters = {
    ...input.parameters,
    'audit.payment': 'developer',
    'audit.accreditation_months': 3,
    'audit.entry_speed': 3,
    'audit.backcheck_share': 0.2,
  };
  return {...input, parameters, world: {...input.world, evaluators}};
}

interface Case {
  readonly name: string;
  readonly input: RunInput;
  readonly values: Float64Array;
  readonly tables: Tables;
}

function play(name: string, seed: string, input: RunInput): Case {
  const record = createModel(input).run({seed, replicate: 0, series: [], tables: TABLES});
  const {number} = createSettings(input);
  const userShare = Object.fromEntries(input.world.jurisdictions.map(({id, user_share}) => [id, user_share]));
  const tables = readTables(record, {days: input.days, stepDays: input.step_days, severe: SEVERE, number, userShare});
  return {name, input, values: record.outcomes, tables};
}

/** What a slot asks: its outcome, its window and the members after the dots, by whichever breakdown has them all. */
function questionOf(input: RunInput, id: string, window: string): {base: string; question: Question} {
  const [base, ...members] = id.split('.');
  const lists: Readonly<Record<Dimension, readonly string[]>> = {
    kind: KINDS,
    developer: input.world.developers.filter(({count}) => count === 1).map((each) => each.id),
    nest: ['closed', 'open', 'underground', 'outside'],
    jurisdiction: input.world.jurisdictions.map((each) => each.id),
    segment: SEGMENTS,
  };
  const breakdowns = outcomes.find((each) => each.id === base)?.breakdowns ?? [];
  const asked = breakdowns
    .map((each) => each.split('.') as Dimension[])
    .find((each) => each.length === members.length && each.every((list, n) => lists[list].includes(members[n])));
  const part = Object.fromEntries((asked ?? []).map((list, n) => [list, members[n]]));
  return {base, question: {...input.windows[window], ...part}};
}

const same = (a: number, b: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 1e-15; // what is 0 but for rounding

const cases: Case[] = [];

beforeAll(() => {
  cases.push(
    play('weeks', '1', article(7)),
    play('weeks, other luck, imitation', '2', copying(article(7))),
    play('half weeks', '3', article(3.5)),
    play('private evaluators', '4', audited(article(7))),
  );
}, 60_000);

describe('outcomes recomputed from record tables', () => {
  it('are all those registered', () => {
    expect(Object.keys(recompute).sort()).toEqual(outcomes.map(({id}) => id).sort());
  });

  it('equal what the runs yielded, in every window and breakdown', () => {
    for (const {name, input, values, tables} of cases) {
      const slots = outcomeSlots(input);
      expect(values).toHaveLength(slots.length);
      const wrong = slots.flatMap(({id, window}, n) => {
        const {base, question} = questionOf(input, id, window);
        const again = recompute[base](tables, question);
        const value = Number.isFinite(again) ? again : NaN;
        return same(value, values[n]) ? [] : [`${name}: ${window} ${id}: recomputed ${value}, got ${values[n]}`];
      });
      expect(wrong).toEqual([]);
    }
  }, 60_000);

  it('compare numbers, not gaps: every outcome has a value other than 0 somewhere', () => {
    const told = new Set(
      cases.flatMap(({input, values}) =>
        outcomeSlots(input)
          .filter((_, n) => values[n] !== 0 && !Number.isNaN(values[n]))
          .map(({id}) => id),
      ),
    );
    const silent = outcomeSlots(cases[0].input)
      .map(({id}) => id)
      .filter((id) => !told.has(id) && !id.endsWith('.underground')); // they sell little and go through no gate
    // The one open project at the frontier here can often pay for every review, and what a start-up cannot pay for it
    // submits later, or the threshold passes over it: all get out, a true 0.
    const true0 = ['never_public.open', 'never_public.startup'];
    expect([...new Set(silent)].filter((id) => !true0.includes(id))).toEqual([]);
  });

  it('come from runs in which all that they tell of occurs', () => {
    const count = <T>(list: readonly T[], is: (item: T) => boolean): number => list.filter(is).length;
    const counts = cases.map(({tables: {releases, clearances, passages, incidents, developers, deals}}) => {
      const all = new Set(developers.map(({developer: id}) => id)).size;
      const founded = new Set(developers.filter(({born}) => born > 0).map(({developer: id}) => id)).size;
      const last = Math.max(...developers.map(({week}) => week));
      return {
        rollbacks: sum(releases.map(({rollbacks}) => rollbacks)),
        inGate: count(clearances, ({state}) => state === 'gate'),
        cleared: count(clearances, ({state, submitted}) => state === 'cleared' && submitted > 0),
        clearedAgain: count(clearances, ({cleared, submitted, left_gate}) => cleared < submitted && left_gate > 0),
        abandoned: count(clearances, ({state}) => state === 'abandoned'),
        withheld: count(clearances, ({state}) => state === 'withheld'),
        queued: count(passages, ({started, arrived}) => started > arrived),
        brokenOff: count(passages, ({withdrawn}) => withdrawn > 0),
        workOutlivesPassage: count(passages, ({withdrawn, ended}) => ended > withdrawn),
        incidents: incidents.length,
        unreported: count(incidents, ({reported}) => reported === 0),
        severe: count(incidents, ({severity}) => severity >= SEVERE),
        entries: founded,
        exits: all - count(developers, ({week}) => week === last),
        laterRounds: deals.length - founded,
      };
    });
    for (const name of Object.keys(counts[0]) as (keyof (typeof counts)[0])[])
      expect([name, sum(counts.map((each) => each[name]))]).toEqual([name, expect.toSatisfy((n: number) => n > 3)]);
  });
});

describe('the median of an even cohort', () => {
  // The curve is a product of rounded shares: unless that is allowed for, cohorts of 24 and more wait for one more.
  it('is its lower middle one, whatever its size', () => {
    const cohort = Float64Array.from({length: 24}, (_, n) => n + 1);
    expect(survivalMedian(cohort, new Uint8Array(24).fill(1), 24)).toBe(12);
  });
});
