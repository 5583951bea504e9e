import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import {exponential, normal} from '../../numeric/distributions.ts';
import {capabilityOf} from '../capability.ts';
import {KINDS} from '../input.ts';
import {launch, nthLargest} from '../launch.ts';
import {trainingCap} from '../moratorium.ts';
import type {Playing, Run} from '../mechanism.ts';
import {createDevelopment} from './development.ts';
import {research} from './research.ts';

const LN10 = 2.302585092994046;
const DAYS = 365.25;
const LAB = KINDS.indexOf('lab');

/**
 * Plays a step of research.
 *
 * Training runs and imitation draws come as waiting times: a developer's hazard adds up and fires when
 * it passes a unit exponential, so the n-th run of a developer draws the same luck under every policy.
 * Reads research, compute, publicFrontier. Writes capability, compute, new releases. Draws a waiting time
 * per training run and imitation, and two normals per training run.
 */
export function playResearch(run: Run): Playing {
  const {world, clock} = run;
  const {developers} = world;
  const law = run.choice('release.law');
  const enabled = run.on('research');
  const growth = KINDS.map((kind) => ln(run.member('research.compute_growth', kind)) / LN10 / DAYS); // dex per day
  const catchUp = world.jurisdictions.map((id) => run.member('research.catch_up', id) / DAYS); // per day
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
    cap: 'f64', // log10 FLOP allowed when the run under way was begun
    ready: 'u8',
  });
  const development = createDevelopment(run);
  let largest = 0; // log10 FLOP, largest run of any developer when the step begins
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
    // A moratorium stops no run under way; the next one is made as large as it allows.
    const flop = Math.min(compute[row], column.cap[row]);
    column.cap[row] = trainingCap(world, row);
    const found = mean(flop, day) + noise * luck;
    const before = capability[row];
    capability[row] = Math.max(before, found);
    const latest = developers.column.latest[row];
    if (latest < 0 || capability[row] > world.releases.column.capability[latest]) {
      launch(run, row, column.runs[row] + 1, capability[row], flop, day);
    }
  }

  function setOut(row: number): void {
    const {column} = own;
    column.ready[row] = 1;
    column.due[row] = due(row, 0, research.decisions.innovation);
    column.copyDue[row] = due(row, 0, research.decisions.imitation);
    column.noisedTo[row] = clock.from;
    column.cap[row] = trainingCap(world, row);
  }

  /** Whether a run is under way: where all are banned, the next one waits for the end of the ban, or for a place without. */
  function mayTrain(row: number): boolean {
    const {cap} = own.column;
    development.relocate(row);
    if (cap[row] === -Infinity) cap[row] = trainingCap(world, row);
    return cap[row] > -Infinity;
  }

  /** Plays the events of a step in order of day; compute grows up to each. */
  function playDeveloper(row: number): void {
    const {column} = own;
    const {capability, compute, kind, home} = developers.column;
    const effort = developers.column.research[row];
    if (compute[row] === 0) return; // a host of copies, who trains nothing
    if (column.ready[row] === 0) setOut(row);
    const daily = growth[kind[row]] * effort;
    const closing = kind[row] === LAB ? catchUp[home[row]] * effort : 0; // only labs can pay for it
    let behind = Math.max(largest - compute[row], 0);
    const rate = mayTrain(row) ? effort / cycle[kind[row]] : 0;
    const size = sizeElasticity * Math.min(compute[row] - nthLargest(world, 1), 0);
    const copyRate = imitationRate * effort * exp(size);
    for (let day = clock.from; ;) {
      const toRun = rate > 0 ? Math.max(column.due[row] - column.hazard[row], 0) / rate : Infinity;
      const toCopy = copyRate > 0 ? Math.max(column.copyDue[row] - column.copyHazard[row], 0) / copyRate : Infinity;
      const days = Math.min(toRun, toCopy, clock.to - day);
      day += days;
      compute[row] += daily * days;
      if (closing > 0 && behind > 0) {
        const closed = behind * (1 - exp(-closing * days));
        compute[row] += closed;
        behind -= closed;
      }
      column.hazard[row] += rate * days;
      column.copyHazard[row] += copyRate * days;
      if (day >= clock.to) return;
      if (toRun <= toCopy) {
        column.hazard[row] = column.due[row];
        train(row, day);
        column.runs[row]++;
        column.due[row] += due(row, column.runs[row], research.decisions.innovation);
      } else {
        column.copyHazard[row] = column.copyDue[row];
        capability[row] = Math.max(capability[row], world.publicFrontier - imitationGap);
        column.copies[row]++;
        column.copyDue[row] += due(row, column.copies[row], research.decisions.imitation);
      }
    }
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
            const {capability, compute} = developers.column;
            launch(run, row, arrivals[j] + 1, capability[row], compute[row], nextArrival[j]);
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
    return exponential(run.draws.at(world.drawKeys[j], 0, arrivals[j], research.decisions.doubles)) / rates[j];
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
      largest = nthLargest(world, 1);
      for (let n = 0; n < developers.liveCount; n++) playDeveloper(developers.live[n]);
    },
  };
}
