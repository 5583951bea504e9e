import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import {exponential, normal} from '../../numeric/distributions.ts';
import {KINDS} from '../input.ts';
import {launch, nthLargest} from '../launch.ts';
import type {Mechanism, Playing, Run} from '../mechanism.ts';

const EPOCH = 'Epoch AI, trends in training compute and cost of notable models (2010-2025)';
const LN10 = 2.302585092994046;
const DAYS = 365.25;

/** Numbers and draws of research and imitation. */
export const research = {
  id: 'research',
  title: 'Research and imitation',
  equation:
    'd ln C = g_C rho dt + sigma dW; q_new = max(q_own, N(q0 + a log10(C A), s^2), q_frontier - gap); ' +
    'P(training run ends in dt) = 1 - exp(-l_in R dt); P(imitation in dt) = 1 - exp(-l_im R dt)',
  limit:
    'Equal developers without imitation: log size is a random walk whose variance grows in proportion to time (Gibrat).',
  source:
    'Nelson & Winter (1982), An Evolutionary Theory of Economic Change, ch. 12; Malerba, Nelson, Orsenigo & Winter (1999)',
  switches: {research: 'No new releases are trained; developers keep what they have.'},
  parameters: {
    'release.law': {
      type: 'choice',
      title: 'How releases arise',
      group: 'technology',
      role: 'assumed',
      source: 'model = the research race; poisson and fixed are test doubles at release.rate',
      choices: ['model', 'poisson', 'fixed'],
      testDoubles: ['poisson', 'fixed'],
      default: 'model',
    },
    'release.rate.<jurisdiction>': {
      type: 'number',
      family: 'jurisdiction',
      title: 'Releases under the poisson and fixed laws',
      group: 'technology',
      role: 'assumed',
      source: 'test double: isolates the gate from research',
      unit: 'per year',
      default: 0,
      low: 0,
      high: 60,
      min: 0,
      max: Infinity,
    },
    'research.compute_growth.<kind>': {
      type: 'number',
      family: 'kind',
      title: 'Growth of training compute at full research effort',
      group: 'technology',
      role: 'observed',
      source: `${EPOCH}: frontier 4 to 5 a year; start-ups assumed slower`,
      unit: 'x per year',
      default: 4.6,
      defaults: {lab: 4.6, startup: 3.4, open: 4},
      low: 2,
      high: 5,
      min: 1,
      max: Infinity,
    },
    'research.algorithmic_growth': {
      type: 'number',
      title: 'Algorithmic progress',
      group: 'technology',
      role: 'observed',
      source: 'Ho et al. (2024), Algorithmic progress in language models',
      unit: 'x per year',
      default: 3,
      low: 2,
      high: 5,
      min: 1,
      max: Infinity,
    },
    'research.frontier_slope': {
      type: 'number',
      title: 'Capability gained per year on the frontier path of compute and algorithms',
      group: 'technology',
      role: 'observed',
      source: 'Epoch Capabilities Index and lag of open models (2025): 24 to 28 a year',
      unit: 'ECI per year',
      default: 26,
      low: 20,
      high: 30,
      min: 0,
      max: Infinity,
    },
    'research.origin': {
      type: 'number',
      title: 'Capability of the largest training run of day 0',
      group: 'technology',
      role: 'assumed',
      source: 'origin of the scale; only differences act',
      unit: 'ECI',
      default: 126,
      low: 100,
      high: 150,
      min: 0,
      max: Infinity,
    },
    'research.noise': {
      type: 'number',
      title: 'Spread of the capability of a training run',
      group: 'technology',
      role: 'calibrated',
      source: 'upper end: residual of 0.38 dex at 22.8 ECI per dex (Epoch snapshot, April 2025)',
      unit: 'ECI',
      default: 4,
      low: 2,
      high: 8.7,
      min: 0,
      max: Infinity,
    },
    'research.compute_noise': {
      type: 'number',
      title: 'Spread of a developer’s compute growth over a year',
      group: 'technology',
      role: 'assumed',
      source: 'assumed: below the 0.38 dex between models of one year',
      unit: 'dex',
      default: 0.15,
      low: 0.05,
      high: 0.38,
      min: 0,
      max: Infinity,
    },
    'research.cycle_days.<kind>': {
      type: 'number',
      family: 'kind',
      title: 'Mean time between finished training runs at full research effort',
      group: 'technology',
      role: 'observed',
      source: 'Epoch AI snapshot (April 2025): median gap of 1.9 to 4.8 months at labs; start-ups and projects assumed',
      unit: 'days',
      default: 65,
      defaults: {lab: 65, startup: 240, open: 210},
      low: 40,
      high: 360,
      min: 0,
      above: 0,
      max: Infinity,
    },
    'research.run_cost': {
      type: 'number',
      title: 'Cost of the largest training run of day 0',
      group: 'technology',
      role: 'calibrated',
      source: 'Cottier et al. (2024): 40 to 80 in early 2023, 300 in 2025 on the trend',
      unit: 'USD M',
      default: 50,
      low: 20,
      high: 170,
      min: 0,
      max: Infinity,
    },
    'research.cost_growth': {
      type: 'number',
      title: 'Growth of the cost of a run on the frontier path',
      group: 'technology',
      role: 'observed',
      source: 'Cottier et al. (2024), The rising costs of training frontier AI models: 2.4 (2.0 to 3.1)',
      unit: 'x per year',
      default: 2.4,
      low: 2,
      high: 3.1,
      min: 1,
      max: Infinity,
    },
    'research.cash_share': {
      type: 'number',
      title: 'Largest share of its cash that a developer puts into one training run',
      group: 'technology',
      role: 'assumed',
      source: 'assumed: poorer developers train less often',
      unit: 'share',
      default: 0.5,
      low: 0.2,
      high: 1,
      min: 0,
      max: 1,
    },
    'imitation.rate': {
      type: 'number',
      title: 'Imitation: share of the gap to the public frontier closed',
      group: 'technology',
      role: 'calibrated',
      source: 'fit to the lag of open behind closed models of 3 to 5 months (Epoch AI)',
      unit: 'per year',
      default: 0.7,
      low: 0.4,
      high: 0.9,
      min: 0,
      max: Infinity,
    },
    'imitation.size_elasticity': {
      type: 'number',
      title: 'How the rate of imitation falls with own training compute relative to the frontier',
      group: 'technology',
      role: 'assumed',
      source: 'absorptive capacity grows with own R&D (Cohen & Levinthal 1990); the size is assumed',
      unit: '1',
      default: 0.35,
      low: 0,
      high: 0.6,
      min: 0,
      max: Infinity,
    },
    'imitation.gap': {
      type: 'number',
      title: 'What an imitator cannot copy',
      group: 'technology',
      role: 'assumed',
      source: 'assumed: less than half of the seen open lag of 7 to 8 ECI',
      unit: 'ECI',
      default: 3,
      low: 0,
      high: 8,
      min: 0,
      max: Infinity,
    },
  },
  decisions: {innovation: 1, imitation: 2, doubles: 3},
} as const satisfies Mechanism;

/** Mean capability, ECI, of a training run of `compute` (log10 FLOP) that ends on `day`: q0 + a log10(C A). */
export function capabilityOf(run: Run): (compute: number, day: number) => number {
  const algorithms = ln(run.number('research.algorithmic_growth')) / LN10 / DAYS; // dex per day
  const dexPerYear =
    ln(run.member('research.compute_growth', 'lab') * run.number('research.algorithmic_growth')) / LN10;
  const slope = run.number('research.frontier_slope') / dexPerYear; // ECI per dex
  const origin = run.number('research.origin');
  return (compute, day) => origin + slope * (compute - run.world.baseCompute + algorithms * day);
}

/**
 * Plays a step of research.
 *
 * Training runs and imitation draws come as waiting times: a developer's hazard adds up and fires when
 * it passes a unit exponential, so the n-th run of a developer draws the same luck under every policy.
 * Reads research, compute, publicFrontier. Writes capability, compute, new releases.
 */
export function playResearch(run: Run): Playing {
  const {world, clock} = run;
  const {developers} = world;
  const law = run.choice('release.law');
  const enabled = run.on('research');
  const growth = KINDS.map((kind) => ln(run.member('research.compute_growth', kind)) / LN10 / DAYS); // dex per day
  const cycle = KINDS.map((kind) => run.member('research.cycle_days', kind));
  const mean = capabilityOf(run);
  const noise = run.number('research.noise');
  const computeNoise = run.number('research.compute_noise');
  const imitationRate = run.number('imitation.rate') / DAYS;
  const imitationGap = run.number('imitation.gap');
  const sizeElasticity = run.number('imitation.size_elasticity') * LN10;
  const rates = world.jurisdictions.map((id) => run.member('release.rate', id) / DAYS);
  const own = developers.extend({
    hazard: 'f64', // of the next training run
    due: 'f64', // unit exponential at which it ends
    runs: 'i32',
    copyHazard: 'f64',
    copyDue: 'f64',
    copies: 'i32',
    noisedTo: 'f64', // day up to which compute carries its noise
    ready: 'u8',
  });
  const nextArrival = new Float64Array(rates.length);
  const arrivals = new Int32Array(rates.length);

  function due(row: number, ordinal: number, decision: number): number {
    return exponential(run.draws.at(developers.idLow[row], developers.idHigh[row], ordinal, decision));
  }

  function train(row: number, day: number): void {
    const {column} = own;
    const {capability, compute} = developers.column;
    const draws = run.draws.at(
      developers.idLow[row],
      developers.idHigh[row],
      column.runs[row],
      research.decisions.innovation,
    );
    exponential(draws); // the waiting time, drawn when the wait began
    const luck = normal(draws);
    const wander = normal(draws);
    compute[row] += computeNoise * Math.sqrt(Math.max(day - column.noisedTo[row], 0) / DAYS) * wander;
    column.noisedTo[row] = day;
    const found = mean(compute[row], day) + noise * luck;
    const before = capability[row];
    capability[row] = Math.max(before, found);
    const latest = developers.column.latest[row];
    if (latest < 0 || capability[row] > world.releases.column.capability[latest]) {
      launch(run, row, capability[row], compute[row], day);
    }
  }

  function playDeveloper(row: number, days: number): void {
    const {column} = own;
    const {capability, compute, kind} = developers.column;
    const effort = developers.column.research[row];
    if (column.ready[row] === 0) {
      column.ready[row] = 1;
      column.due[row] = due(row, 0, research.decisions.innovation);
      column.copyDue[row] = due(row, 0, research.decisions.imitation);
      column.noisedTo[row] = clock.from;
    }
    compute[row] += growth[kind[row]] * effort * days;
    const gap = world.publicFrontier - imitationGap;
    const size = sizeElasticity * Math.min(compute[row] - nthLargest(world, 1), 0);
    column.copyHazard[row] += imitationRate * effort * exp(size) * days;
    while (column.copyHazard[row] >= column.copyDue[row]) {
      if (gap > capability[row]) capability[row] = gap;
      column.copies[row]++;
      column.copyDue[row] += due(row, column.copies[row], research.decisions.imitation);
    }
    const rate = effort / cycle[kind[row]];
    const reached = column.hazard[row] + rate * days;
    while (reached >= column.due[row]) {
      const day = Math.min(clock.from + (column.due[row] - column.hazard[row]) / rate, clock.to);
      train(row, day);
      column.runs[row]++;
      column.due[row] += due(row, column.runs[row], research.decisions.innovation);
    }
    column.hazard[row] = reached;
  }

  /** Test double: releases come to a jurisdiction at a given rate and go to its developers in turn. */
  function playArrivals(): void {
    const {home} = developers.column;
    for (let j = 0; j < rates.length; j++) {
      if (rates[j] === 0) continue;
      while (nextArrival[j] < clock.to) {
        let count = 0;
        for (let n = 0; n < developers.liveCount; n++) if (home[developers.live[n]] === j) count++;
        if (count > 0) {
          let turn = arrivals[j] % count;
          for (let n = 0; n < developers.liveCount; n++) {
            const row = developers.live[n];
            if (home[row] !== j || turn-- > 0) continue;
            launch(run, row, developers.column.capability[row], developers.column.compute[row], nextArrival[j]);
            break;
          }
        }
        arrivals[j]++;
        nextArrival[j] += wait(j);
      }
    }
  }

  function wait(j: number): number {
    if (law === 'fixed') return 1 / rates[j];
    return exponential(run.draws.at(j, 0, arrivals[j], research.decisions.doubles)) / rates[j];
  }

  return {
    begin() {
      for (let n = 0; n < developers.rows; n++) {
        developers.column.capability[n] = mean(developers.column.compute[n], 0);
      }
      arrivals.fill(0);
      if (law !== 'model') for (let j = 0; j < rates.length; j++) nextArrival[j] = rates[j] > 0 ? wait(j) : Infinity;
    },
    step() {
      if (!enabled) return;
      if (law !== 'model') {
        playArrivals();
        return;
      }
      const days = clock.to - clock.from;
      for (let n = 0; n < developers.liveCount; n++) playDeveloper(developers.live[n], days);
    },
  };
}
