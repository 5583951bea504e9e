import {exponential} from '../../numeric/distributions.ts';
import {ln} from '../../numeric/ln.ts';
import {releaseName} from '../launch.ts';
import type {Playing, Run} from '../mechanism.ts';
import {EVERYONE, SEGMENTS} from '../segments.ts';
import {CLEARANCE, LEAKS} from '../world.ts';
import {leaks} from './leaks.ts';

const DAYS = 365.25;
const WEIGHTS = LEAKS.indexOf('weights');
const ENDPOINT = LEAKS.indexOf('endpoint');

/** Holders of restricted access to a release in a gate, of its weights and of its endpoint. */
export interface Holders {
  weights: number;
  endpoint: number;
}

/**
 * Plays leaks from gates: holders' hazards add up per release and fire when they pass a unit exponential.
 *
 * Reads clearance, access and stage of releases, regimes. Writes leaks, and the exposure and use of releases whose
 * endpoint leaked. Draws one waiting time per release for its weights, and one per leak of its endpoint.
 */
export function playLeaks(run: Run): Playing {
  const {world, clock} = run;
  const {releases} = world;
  const J = world.jurisdictions.length;
  const enabled = run.on('leaks');
  const weightsRate = -ln(1 - run.number('leaks.weights')) / DAYS;
  const endpointRate = -ln(1 - run.number('leaks.endpoint')) / DAYS;
  const bySegment = SEGMENTS.map((segment) => run.member('leaks.holders', segment));
  const users = run.number('leaks.endpoint_users');
  const lasts = run.number('leaks.endpoint_days');
  const own = releases.extend({
    ready: 'u8',
    weights: 'f64', // hazard so far
    weightsDue: 'f64', // unit exponential at which they leak
    endpoint: 'f64',
    endpointDue: 'f64',
    leaks: 'i32', // of its endpoint so far
  });
  const holders: Holders = {weights: 0, endpoint: 0};
  let running = 0; // first leak whose unauthorised use may go on

  /** Whether everybody somewhere has access to a release: then no endpoint and no open weights are left to leak. */
  function isPublicSomewhere(release: number): boolean {
    const {access} = releases.column;
    for (let place = release * J; place < (release + 1) * J; place++) if (access[place] === EVERYONE) return true;
    return false;
  }

  /** A jurisdiction's share of the organisations that hold access to a release, among the gates that it is in. */
  function shareOf(release: number, j: number): number {
    let all = 0;
    for (let i = 0; i < J; i++) {
      if (releases.column.clearance[release * J + i] === CLEARANCE.gate) all += world.spendShare[i];
    }
    return all > 0 ? world.spendShare[j] / all : 1;
  }

  /** Counts who holds restricted access to a release in a jurisdiction. */
  function count(release: number, j: number): void {
    holders.weights = 0;
    holders.endpoint = 0;
    const place = release * J + j;
    const regime = world.regimes[j];
    const mask = releases.column.access[place];
    if (regime === null || releases.column.clearance[place] !== CLEARANCE.gate || mask === EVERYONE) return;
    const share = shareOf(release, j);
    const isSecret = !isPublicSomewhere(release);
    for (let z = 0; z < SEGMENTS.length; z++) {
      if (isSecret && (mask & (1 << z)) !== 0) holders.endpoint += share * bySegment[z];
    }
    const stage = regime.stages.at(releases.column.stage[place]);
    const opens = stage?.evaluator_access === 'white_box' && (mask & 1) !== 0;
    // Open weights are handed over to whoever may use them; of closed ones only evaluators get to see the inside.
    if (releases.column.open[release] === 1) holders.weights = holders.endpoint;
    else if (opens) holders.weights = Math.min(stage.evaluations, share * bySegment[0]);
  }

  function due(release: number, ordinal: number, decision: number): number {
    return exponential(run.draws.at(releases.idLow[release], releases.idHigh[release], ordinal, decision));
  }

  function leak(release: number, j: number, channel: number, day: number): void {
    const row = world.leaks.add(releases.idLow[release], world.leaks.rows);
    const {column} = world.leaks;
    column.day[row] = day;
    column.release[row] = release;
    column.jurisdiction[row] = j;
    column.channel[row] = channel;
    column.ended[row] = channel === WEIGHTS ? Infinity : day + lasts;
    run.trace?.({
      day,
      what: 'leaked',
      who: releaseName(world, release),
      where: world.jurisdictions[j],
      detail: {channel: LEAKS[channel]},
    });
  }

  function watch(release: number, j: number, days: number): void {
    count(release, j);
    if (holders.endpoint === 0 && holders.weights === 0) return;
    const {column} = own;
    if (column.ready[release] === 0) {
      column.ready[release] = 1;
      column.weightsDue[release] = due(release, 0, leaks.decisions.weights);
      column.endpointDue[release] = due(release, 0, leaks.decisions.endpoint);
    }
    const dayOf = (known: number, reached: number, at: number): number =>
      clock.from + ((at - known) / (reached - known)) * days;
    const weights = column.weights[release] + weightsRate * holders.weights * days;
    const whole = column.weightsDue[release];
    if (weights >= whole) {
      leak(release, j, WEIGHTS, dayOf(column.weights[release], weights, whole));
      column.weightsDue[release] = Infinity; // once out, they are out
    }
    column.weights[release] = weights;
    const endpoint = column.endpoint[release] + endpointRate * holders.endpoint * days;
    while (endpoint >= column.endpointDue[release]) {
      leak(release, j, ENDPOINT, dayOf(column.endpoint[release], endpoint, column.endpointDue[release]));
      column.leaks[release]++;
      column.endpointDue[release] += due(release, column.leaks[release], leaks.decisions.endpoint);
    }
    column.endpoint[release] = endpoint;
  }

  /** Books the use of endpoints by those who should not have it. */
  function useEndpoints(): void {
    const {day, ended, release, jurisdiction} = world.leaks.column;
    while (running < world.leaks.rows && ended[running] <= clock.from) running++;
    for (let row = running; row < world.leaks.rows; row++) {
      if (ended[row] === Infinity) continue;
      if (releases.column.clearance[release[row] * J + jurisdiction[row]] !== CLEARANCE.gate) continue;
      const days = Math.min(ended[row], clock.to) - Math.max(day[row], clock.from);
      if (days <= 0) continue;
      if (Number.isNaN(releases.column.firstUse[release[row]])) releases.column.firstUse[release[row]] = day[row];
      releases.column.exposure[release[row]] += (users * days) / 7;
      releases.column.use[release[row] * J + jurisdiction[row]] += (users * days) / 7;
    }
  }

  return {
    begin() {
      running = 0;
    },
    step() {
      if (!enabled) return;
      const days = clock.to - clock.from;
      for (let j = 0; j < J; j++) {
        if ((world.regimes[j]?.stages.length ?? 0) === 0) continue;
        for (let n = 0; n < releases.liveCount; n++) {
          const release = releases.live[n];
          if (releases.column.clearance[release * J + j] === CLEARANCE.gate) watch(release, j, days);
        }
      }
      if (world.leaks.rows > 0) useEndpoints();
    },
  };
}
