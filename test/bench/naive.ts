import type {RunInput} from '../../src/model/input.ts';
import {Developer, Release} from './naive/agents.ts';
import {discover, drawDefects} from './naive/defects.ts';
import {Market, type MarketWeek} from './naive/demand.ts';
import {Gate} from './naive/gate.ts';
import {Incidents} from './naive/incidents.ts';
import {Random} from './naive/random.ts';
import {type Settings, settingsOf} from './naive/settings.ts';
import type {Workload, WorkloadDeveloper, WorkloadRelease} from './workload.ts';

const DAYS = 365.25;

/** What a run of the twin did, to set beside the model's. */
export interface NaiveRun {
  readonly developerWeeks: number;
  readonly releases: number;
  readonly passages: number;
  readonly incidents: number;
  readonly hhi: number; // mean over the weeks, all spend
}

/**
 * Plays the core of the model in the ordinary style: an object per developer, release, defect and cell.
 *
 * Births, exits and releases are those of `workload`; everything else is computed here. Throws nothing.
 */
export function runNaive(input: RunInput, workload: Workload, seed: number): NaiveRun {
  const settings = settingsOf(input);
  const random = new Random(seed);
  const market = new Market(settings);
  const gate = new Gate(input, settings, random);
  const incidents = new Incidents(settings, random);
  const history: MarketWeek['hhi'][] = [];
  const waiting: Release[] = []; // trained, in internal tests
  let developers: Developer[] = [];
  let developerWeeks = 0;
  let trainedFrontier = settings.origin;
  let publicFrontier = settings.origin;

  const release = (developer: Developer, from: WorkloadRelease): Release => {
    const made = new Release(developer, from);
    made.defects = drawDefects(made, publicFrontier, settings, random);
    developer.releases.push(made);
    trainedFrontier = Math.max(trainedFrontier, from.capability);
    gate.trained(made);
    return made;
  };
  const goPublic = (made: Release, day: number): void => {
    made.effort += settings.testingHours[made.developer.kind] * Math.max(made.tested - made.trained, 0);
    discover(made).forEach((defect) => (defect.removed = true));
    gate.submit(made, day);
    publicFrontier = Math.max(publicFrontier, made.capability);
  };

  const people = workload.developers.map((from) => ({from, developer: found(from, settings)}));
  for (const {from, developer} of people.filter(({from: {born}}) => born === 0)) {
    for (const old of from.releases.filter(({trained}) => trained < 0)) goPublic(release(developer, old), 0);
  }
  market.install(new Map(people.map(({from, developer}) => [developer, from.installed])));

  for (let week = 0; week < workload.weeks; week++) {
    const day = week * input.step_days;
    const isNow = (when: number): boolean => when >= day && when < day + input.step_days;
    developers = people
      .filter(({from}) => from.born < day + input.step_days && from.gone > day)
      .map(({developer}) => developer);
    developerWeeks += developers.length;

    const largest = Math.max(...developers.map(({compute}) => compute));
    for (const developer of developers) research(developer, publicFrontier, largest, settings, random);
    for (const {from, developer} of people) {
      waiting.push(...from.releases.filter(({trained}) => isNow(trained)).map((each) => release(developer, each)));
    }
    for (const made of waiting.filter(({tested}) => isNow(tested))) goPublic(made, made.tested);
    gate.week(day);
    const {exposure, hhi} = market.week(developers, trainedFrontier, week, day);
    incidents.week(exposure, day);
    for (const developer of developers) developer.trust *= 1 - settings.forget;
    history.push(hhi);
  }

  return {
    developerWeeks,
    releases: people.reduce((sum, {developer}) => sum + developer.releases.length, 0),
    passages: gate.passages,
    incidents: incidents.log.length,
    hhi: history.map((hhi) => hhi.get('all') ?? NaN).reduce((sum, value) => sum + value, 0) / history.length,
  };
}

function found(from: WorkloadDeveloper, {unitCost, openPrice, nest, sensitivity}: Settings): Developer {
  const developer = new Developer(from);
  const first = from.releases.at(0);
  developer.compute = first?.flop ?? 23;
  developer.capability = first?.capability ?? 0;
  developer.unitCost = from.open ? openPrice * unitCost : unitCost;
  developer.price = from.open ? openPrice : unitCost + nest / sensitivity;
  return developer;
}

/** A week of search and imitation; what comes of a finished run is the workload's. */
function research(developer: Developer, frontier: number, largest: number, settings: Settings, random: Random): void {
  const {computeGrowth, cycleDays, noise, computeNoise, imitationRate, imitationGap, sizeElasticity} = settings;
  developer.compute += (Math.log10(computeGrowth[developer.kind]) * 7) / DAYS;
  const size = Math.pow(10, sizeElasticity * Math.min(developer.compute - largest, 0));
  if (random.uniform() < 1 - Math.exp((-imitationRate * size * 7) / DAYS)) {
    developer.capability = Math.max(developer.capability, frontier - imitationGap);
    developer.copies++;
  }
  if (random.uniform() < 1 - Math.exp(-7 / cycleDays[developer.kind])) {
    developer.compute += computeNoise * Math.sqrt(cycleDays[developer.kind] / DAYS) * random.normal();
    developer.capability = Math.max(developer.capability, developer.capability + noise * random.normal());
    developer.runs++;
  }
}
