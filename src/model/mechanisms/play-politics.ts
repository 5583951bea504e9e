import {exp} from '../../numeric/exp.ts';
import type {Playing, Run} from '../mechanism.ts';
import {createAttention} from './attention.ts';
import {createDiffusion} from './diffusion.ts';
import {press, rungOf} from './friction.ts';
import {createLobby} from './play-lobby.ts';
import type {Rules} from './rules.ts';

const DAYS = 365.25;
const LN2 = 0.6931471805599453;
const EPOCH_DAYS = 28; // lobbies think again every four weeks

/**
 * Plays the politics of every jurisdiction that has a ladder, and the spread of rules to those that may adopt them.
 *
 * An authority knows reported incidents of its own jurisdiction, and what compliance costs the developers at home
 * there, whoever's rules ask for it. Reads incidents, compliance, revenue, shares. Writes stringency, rung, and world.regimes
 * by way of the rules. Draws one threshold per jurisdiction and thing that spreads.
 */
export function playPolitics(run: Run, rules: Rules): Playing {
  const {world, clock, input} = run;
  const {authorities, developers} = world;
  const J = world.jurisdictions.length;
  const anything = input.policy.some(({rung, spreads}) => rung !== undefined || spreads === true);
  const acts = run.on('politics') && anything;
  const lobbies = run.on('capture');
  const gain = run.number('politics.gain');
  const costWeight = run.number('politics.cost_weight');
  const capture = run.number('capture.weight');
  const salience = run.number('politics.salience_half_life');
  const friction = {
    threshold: run.number('politics.friction'),
    halfLife: run.number('politics.decay_half_life'),
  };
  const base = Float64Array.from(world.jurisdictions, (id) => run.member('politics.base', id));
  const attention = createAttention(
    J,
    salience,
    run.number('politics.habituation_half_life'),
    run.number('politics.notice'),
  );
  const diffusion = createDiffusion(run, rules);
  const lobby = createLobby(run, rules);
  const own = authorities.extend({pressure: 'f64', wish: 'f64', rungs: 'i32', cost: 'f64', revenue: 'f64'});
  const stances = {
    get stance() {
      return authorities.column.stringency;
    },
    get pressure() {
      return own.column.pressure;
    },
  };
  const harm = new Float64Array(J);
  let seen = 0;
  let nextEpoch = 0;

  /** Harm reported in the step before, and what compliance cost in it. */
  function look(years: number): void {
    const {reported, severity, jurisdiction} = world.incidents.column;
    harm.fill(0);
    for (; seen < world.incidents.rows; seen++) {
      if (reported[seen] === 1) harm[jurisdiction[seen]] += severity[seen];
    }
    attention.notice(harm, years);
    const fade = exp((-LN2 / salience) * years);
    const {cost, revenue} = own.column;
    for (let j = 0; j < J; j++) {
      cost[j] *= fade;
      revenue[j] *= fade;
    }
    const {compliance, revenue: sold, home} = developers.column;
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      cost[home[row]] += compliance[row];
      revenue[home[row]] += sold[row];
    }
  }

  /** Share of home developers' revenue that compliance takes, at most all of it. */
  function costShare(j: number): number {
    const {cost, revenue} = own.column;
    return cost[j] === 0 ? 0 : cost[j] < revenue[j] ? cost[j] / revenue[j] : 1;
  }

  /** Gives a jurisdiction whose ladder has just begun or grown its place on it. */
  function settle(j: number, rungs: number): void {
    const {stringency, rung} = authorities.column;
    if (own.column.rungs[j] === 0) {
      stringency[j] = base[j];
      own.column.pressure[j] = 0;
    }
    own.column.rungs[j] = rungs;
    own.column.wish[j] = NaN; // not yet known
    rung[j] = rungOf(stringency[j], rungs);
  }

  function govern(j: number, years: number, meets: boolean): void {
    const {stringency, rung} = authorities.column;
    const rungs = rules.ladder(j);
    if (rungs !== own.column.rungs[j]) settle(j, rungs);
    if (rungs === 0) {
      stringency[j] = 0;
      rung[j] = 0;
      return;
    }
    if (lobbies && capture > 0 && (meets || Number.isNaN(own.column.wish[j]))) own.column.wish[j] = lobby(j);
    const pull = lobbies && capture > 0 ? capture * (own.column.wish[j] - stringency[j]) : 0;
    const rate = gain * attention.excess(j) + pull - costWeight * costShare(j);
    const jump = press(stances, j, rate, base[j], friction, years);
    rung[j] = rungOf(stringency[j], rungs);
    if (jump !== 0) {
      run.trace?.({
        day: clock.from,
        what: 'politics moved',
        who: world.jurisdictions[j],
        detail: {jump, stringency: stringency[j], rung: rung[j]},
      });
    }
  }

  /** What is adopted holds at once: a ladder from its first rung on. */
  function takeUp(j: number, rung: number): void {
    if (rung === 0) return;
    const rungs = rules.ladder(j);
    if (own.column.rungs[j] !== rungs) settle(j, rungs);
    const {stringency, rung: at} = authorities.column;
    stringency[j] = Math.max(stringency[j], rung / rungs);
    at[j] = rungOf(stringency[j], rungs);
  }

  return {
    begin() {
      seen = 0;
      nextEpoch = 0;
      attention.begin();
      if (acts) diffusion.begin();
    },
    step() {
      if (!acts) return;
      const years = (clock.to - clock.from) / DAYS;
      if (clock.from > 0) look(input.step_days / DAYS);
      const meets = clock.from >= nextEpoch;
      if (meets) nextEpoch += EPOCH_DAYS;
      for (let j = 0; j < J; j++) govern(j, clock.from > 0 ? years : 0, meets);
      diffusion.step((j) => attention.excess(j), takeUp);
      for (let j = 0; j < J; j++) rules.enact(j);
    },
  };
}
