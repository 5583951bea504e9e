import {exponential, gamma, negativeBinomial} from '../../numeric/distributions.ts';
import type {EvaluatorAccess} from '../input.ts';
import type {Mechanism, Playing, Run} from '../mechanism.ts';
import {CHANNEL, CHANNELS, CLASSES, DEFECT_CLASSES, type World} from '../world.ts';

const perClass = {type: 'number', family: 'class', group: 'defects', min: 0, max: Infinity} as const;

/** Numbers and draws of defects: how many a release has and what effort finds them. */
export const defects = {
  id: 'defects',
  title: 'Defects and their discovery',
  equation:
    'N_k ~ NegBin(a_k (1 + h novelty)(1 - s), k_N); phi ~ Gamma(alpha, rate beta_k); ' +
    'P(undiscovered after effort tau) = (beta/(beta + tau))^alpha',
  limit:
    'Equal rates: found = a (1 - exp(-b T)), left = a exp(-b T) (Goel & Okumoto). Gamma rates: undiscovered share (beta/(beta + tau))^alpha (Littlewood).',
  source:
    'Goel & Okumoto (1979); Littlewood (1981), Stochastic reliability growth; Hubinger et al. (2024) for triggers',
  switches: {defects: 'Releases carry no defects.'},
  parameters: {
    'defects.mean.<class>': {
      ...perClass,
      title: 'Mean number of defects in a release before any safety effort',
      role: 'calibrated',
      source:
        'shallow: jailbreaks in every system tested (UK AISI); deep: fit to 32 % of approved drugs with later safety events (Downing et al. 2017); trigger: existence only (Hubinger et al. 2024); drift: assumed',
      unit: 'defects per release',
      default: 1,
      defaults: {shallow: 8, deep: 1, trigger: 0.05, drift: 0.3},
      low: 0.01,
      high: 20,
    },
    'defects.dispersion': {
      type: 'number',
      title: 'Dispersion k of the number of defects (unlimited = Poisson)',
      group: 'defects',
      role: 'assumed',
      source: 'assumed: with Poisson counts a sign-off could learn nothing from findings',
      unit: '1',
      default: 2,
      low: 0.5,
      high: 10,
      min: 0,
      above: 0,
      max: Infinity,
      unlimited: true,
    },
    'defects.rates': {
      type: 'choice',
      title: 'Rates at which the defects of a class are found',
      group: 'defects',
      role: 'assumed',
      source: 'heterogeneous (Littlewood) is the model; homogeneous (Goel & Okumoto) gives each defect the mean rate',
      choices: ['heterogeneous', 'homogeneous'],
      testDoubles: ['homogeneous'],
      default: 'heterogeneous',
    },
    'defects.alpha': {
      type: 'number',
      title: 'Shape of the rates: small = a few loud and many quiet defects',
      group: 'defects',
      role: 'calibrated',
      source: '3,000 expert hours found no universal jailbreak, a public week found one (Sharma et al. 2025)',
      unit: '1',
      default: 0.8,
      low: 0.4,
      high: 1.5,
      min: 0,
      above: 0,
      max: Infinity,
    },
    'defects.beta.<class>': {
      ...perClass,
      title: 'Effort scale of discovery',
      role: 'calibrated',
      source: '3,000 expert hours found no universal jailbreak in one system, a public week did (Sharma et al. 2025)',
      unit: 'expert-hours',
      default: 1000,
      low: 10,
      high: 5000,
      above: 0,
    },
    'defects.novelty': {
      type: 'number',
      title: 'More defects per point of capability beyond the public frontier',
      group: 'defects',
      role: 'assumed',
      source: 'assumed: new capability brings new failure modes',
      unit: 'share per ECI',
      default: 0.02,
      low: 0,
      high: 0.06,
      min: 0,
      max: Infinity,
    },
    'defects.inheritance': {
      type: 'number',
      title: 'Chance that a successor inherits a hidden defect',
      group: 'defects',
      role: 'assumed',
      source: 'assumed: successors share data, code and methods',
      unit: 'share',
      default: 0.6,
      low: 0.3,
      high: 0.9,
      min: 0,
      max: 1,
    },
    'detection.hidden_black_box': {
      type: 'number',
      title: 'Share of trigger defects that black-box evaluators can find at all',
      group: 'defects',
      role: 'observed',
      source: 'audit games: no black-box success in 70 hours (Marks et al. 2025), 1 of 5 (Taylor et al. 2025)',
      unit: 'share',
      default: 0.1,
      low: 0,
      high: 0.3,
      min: 0,
      max: 1,
    },
    'detection.hidden_fine_tuning': {
      type: 'number',
      title: 'Share of trigger defects that evaluators with fine-tuning access can find',
      group: 'defects',
      role: 'observed',
      source: 'audit games: 2 of 5 with fine-tuning access (Taylor et al. 2025)',
      unit: 'share',
      default: 0.4,
      low: 0.1,
      high: 0.7,
      min: 0,
      max: 1,
    },
    'detection.hidden_white_box': {
      type: 'number',
      title: 'Share of trigger defects that evaluators with weights and data can find',
      group: 'defects',
      role: 'calibrated',
      source: 'audit games: 3 of 3 teams with weights and data (Marks et al. 2025); small sample, so below 1',
      unit: 'share',
      default: 0.9,
      low: 0.5,
      high: 1,
      min: 0,
      max: 1,
    },
    'detection.white_box_multiplier': {
      type: 'number',
      title: 'Worth of an expert-hour with weights, against black-box',
      group: 'defects',
      role: 'calibrated',
      source: 'audit games: 1.5 to 31 hours with weights, none in 70 without (Marks et al. 2025)',
      unit: 'x',
      default: 6,
      low: 3,
      high: 15,
      min: 0,
      max: Infinity,
    },
    'detection.fine_tuning_multiplier': {
      type: 'number',
      title: 'Worth of an expert-hour with fine-tuning access, against black-box',
      group: 'defects',
      role: 'assumed',
      source: 'assumed between black-box and white-box',
      unit: 'x',
      default: 2,
      low: 1,
      high: 6,
      min: 0,
      max: Infinity,
    },
    'safety.efficiency': {
      type: 'number',
      title: 'How fast safety spending removes defects in training (kappa in s = 1 - exp(-kappa x spend share))',
      group: 'defects',
      role: 'assumed',
      source: 'assumed',
      unit: '1',
      default: 25,
      low: 10,
      high: 60,
      min: 0,
      max: Infinity,
    },
    'safety.spend.<kind>': {
      type: 'number',
      family: 'kind',
      title: 'Share of R&D spent on safety of one’s own accord',
      group: 'defects',
      role: 'assumed',
      source: 'assumed: no audited figure exists; labs 1 to 10 %',
      unit: 'share',
      default: 0.04,
      defaults: {lab: 0.04, startup: 0.02, open: 0.02},
      low: 0.01,
      high: 0.1,
      min: 0,
      max: 1,
    },
  },
  decisions: {count: 10, defect: 11, inherit: 12},
} as const satisfies Mechanism;

/** Gives every release of the step its defects: new ones, and those inherited from the release before. */
export function playDefects(run: Run): Playing {
  const {world} = run;
  const {releases, developers} = world;
  const table = world.defects;
  const enabled = run.on('defects');
  const mean = DEFECT_CLASSES.map((name) => run.member('defects.mean', name));
  const beta = DEFECT_CLASSES.map((name) => run.member('defects.beta', name));
  const alpha = run.number('defects.alpha');
  const homogeneous = run.choice('defects.rates') === 'homogeneous';
  const dispersion = run.number('defects.dispersion');
  const novelty = run.number('defects.novelty');
  const inheritance = run.number('defects.inheritance');
  const visible = ['black_box', 'fine_tuning', 'white_box'].map((level) => run.number(`detection.hidden_${level}`));
  const triggerClass = DEFECT_CLASSES.indexOf('trigger');
  let seen = 0;

  function add(release: number, defectClass: number, channel: number, rate: number, foundAt: number): void {
    const row = table.add(release, table.rows);
    const {column} = table;
    column.release[row] = release;
    column.class[row] = defectClass;
    column.channel[row] = channel;
    column.rate[row] = rate;
    column.foundAt[row] = foundAt;
    column.found[row] = NaN;
    column.removed[row] = NaN;
    releases.column.defects[release]++;
    releases.column.hazard[release * CLASSES + defectClass] += rate;
  }

  /** Least access with which evaluators see a trigger defect, as its channel; the last one shows only in use. */
  function triggerChannel(u: number): number {
    for (let level = 0; level < visible.length; level++) if (u < visible[level]) return CHANNEL.trigger + level;
    return CHANNEL.trigger + visible.length;
  }

  function furnish(release: number): void {
    const {column} = releases;
    const low = releases.idLow[release];
    const high = releases.idHigh[release];
    column.firstDefect[release] = table.rows;
    const beyond = Math.max(column.capability[release] - world.publicFrontier, 0);
    const factor =
      (1 + novelty * (world.publicFrontier === -Infinity ? 0 : beyond)) *
      (1 - developers.column.safety[column.developer[release]]);
    for (let k = 0; k < CLASSES; k++) {
      const expected = mean[k] * factor;
      column.expected[release * CLASSES + k] = expected;
      const count = negativeBinomial(run.draws.at(low, high, k, defects.decisions.count), expected, dispersion);
      for (let n = 0; n < count; n++) {
        const draws = run.draws.at(low, high, k * 65536 + n, defects.decisions.defect);
        const rate = (homogeneous ? alpha : gamma(draws, alpha)) / beta[k];
        const foundAt = exponential(draws) / rate;
        add(release, k, k === triggerClass ? triggerChannel(draws.uniform()) : channelOf(k), rate, foundAt);
      }
    }
    inherit(release, column.previous[release]);
  }

  function inherit(release: number, previous: number): void {
    if (previous < 0) return;
    const first = releases.column.firstDefect[previous];
    const end = first + releases.column.defects[previous];
    for (let row = first; row < end; row++) {
      const {column} = table;
      if (!Number.isNaN(column.found[row])) continue;
      const draws = run.draws.at(
        releases.idLow[release],
        releases.idHigh[release],
        row - first,
        defects.decisions.inherit,
      );
      if (draws.uniform() >= inheritance) continue;
      const spent = releases.column.effort[previous * CHANNELS.length + column.channel[row]];
      // Waiting times of hidden defects have no memory: what is left of the effort carries over.
      add(release, column.class[row], column.channel[row], column.rate[row], Math.max(column.foundAt[row] - spent, 0));
    }
  }

  return {
    begin() {
      seen = 0;
    },
    step() {
      for (; seen < releases.rows; seen++) {
        if (enabled) furnish(seen);
        else releases.column.firstDefect[seen] = table.rows;
      }
    },
  };
}

function channelOf(defectClass: number): number {
  const name = DEFECT_CLASSES[defectClass];
  return name === 'shallow' ? CHANNEL.shallow : name === 'deep' ? CHANNEL.deep : CHANNEL.drift;
}

/** Adds expert-hours at a level of access to a release: what each class gets depends on the access. */
export function addExpertEffort(
  world: World,
  release: number,
  hours: number,
  access: EvaluatorAccess,
  multipliers: Readonly<Record<EvaluatorAccess, number>>,
): void {
  const {effort} = world.releases.column;
  const at = release * CHANNELS.length;
  const effective = hours * multipliers[access];
  effort[at + CHANNEL.shallow] += effective;
  effort[at + CHANNEL.deep] += effective;
  // A channel collects effort from its own level of access and from every deeper one.
  const level = access === 'black_box' ? 0 : access === 'fine_tuning' ? 1 : 2;
  for (let n = 0; n <= level; n++) effort[at + CHANNEL.trigger + n] += effective;
}

/** Worth of an expert-hour by access, from the scenario. */
export function accessMultipliers(run: Run): Readonly<Record<EvaluatorAccess, number>> {
  return {
    black_box: 1,
    fine_tuning: run.number('detection.fine_tuning_multiplier'),
    white_box: run.number('detection.white_box_multiplier'),
  };
}

/**
 * Looks up which hidden defects the effort so far has found, marks them with `day`, and returns how many.
 * `each` hears of every one of them.
 */
export function discover(world: World, release: number, day: number, each?: (defect: number) => void): number {
  const {firstDefect, defects: counts, effort, found} = world.releases.column;
  const {column} = world.defects;
  const end = firstDefect[release] + counts[release];
  let news = 0;
  for (let row = firstDefect[release]; row < end; row++) {
    if (!Number.isNaN(column.found[row])) continue;
    if (column.foundAt[row] > effort[release * CHANNELS.length + column.channel[row]]) continue;
    column.found[row] = day;
    found[release * CLASSES + column.class[row]]++;
    news++;
    each?.(row);
  }
  return news;
}

/** Takes a defect out of the field. */
export function remove(world: World, defect: number, day: number): void {
  const {column} = world.defects;
  if (!Number.isNaN(column.removed[defect])) return;
  column.removed[defect] = day;
  const at = column.release[defect] * CLASSES + column.class[defect];
  world.releases.column.hazard[at] = Math.max(world.releases.column.hazard[at] - column.rate[defect], 0);
}
