import {createAgenda} from '../../engine/agenda.ts';
import {exponential} from '../../numeric/distributions.ts';
import {ln} from '../../numeric/ln.ts';
import {duration, DURATION_LAWS, type DurationLaw} from '../duration.ts';
import {nthLargest, releaseName} from '../launch.ts';
import type {Mechanism, Playing, Run} from '../mechanism.ts';
import {EVERYONE} from '../segments.ts';
import {type ActiveRegime, CHANNELS, CLEARANCE, DEFECT_CLASSES} from '../world.ts';
import {accessMultipliers, addExpertEffort, discover, remove} from './discovery.ts';
import {createReviewTeams} from './reviews.ts';
import {createSignOff} from './sign-off.ts';
import {createSubmissionChoice} from './submission.ts';
import {createTests} from './testing.ts';

const log10 = (x: number): number => (x > 0 ? ln(x) / 2.302585092994046 : -Infinity);

/** Numbers and draws of the gate: stages, findings, rollback, remediation. */
export const gate = {
  id: 'gate',
  title: 'The gate: stages, findings, rollback',
  equation:
    'a stage ends at max(floor, W + S); critical finding -> remediation D -> an earlier stage, re-review; else approvals, sign-off, next stage',
  limit: 'No finding, no queue: time in the gate is the sum of floors and approvals.',
  source: 'Carpenter (2004), APSR 98(4); rollback as in staged clinical development',
  switches: {rollback: 'Findings are mended in the stage; nothing falls back.'},
  parameters: {
    'findings.law': {
      type: 'choice',
      title: 'How critical findings arise',
      group: 'gate',
      role: 'assumed',
      source: 'defects = what effort finds; fixed is a test double at findings.probability',
      choices: ['defects', 'fixed'],
      testDoubles: ['fixed'],
      default: 'defects',
    },
    'findings.probability.<stage>': {
      type: 'number',
      family: 'stage',
      title: 'Chance of a critical finding per passage under the fixed law',
      group: 'gate',
      role: 'assumed',
      source: 'test double: isolates the queue from defects',
      unit: 'share',
      default: 0,
      low: 0,
      high: 0.5,
      min: 0,
      max: 1,
    },
    'remediation.law': {
      type: 'choice',
      title: 'Law of the time of remediation',
      group: 'gate',
      role: 'assumed',
      source: 'assumed',
      choices: DURATION_LAWS,
      default: 'exponential',
    },
    'remediation.mean_days': {
      type: 'number',
      title: 'Mean time of remediation after a critical finding',
      group: 'gate',
      role: 'assumed',
      source: 'assumed: a recall of 19 days is reported for AI, months are usual for drugs',
      unit: 'days',
      default: 45,
      low: 14,
      high: 180,
      min: 0,
      max: Infinity,
    },
    'remediation.trigger_survival': {
      type: 'number',
      title: 'Chance that a found trigger defect survives retraining',
      group: 'defects',
      role: 'assumed',
      source: 'Hubinger et al. (2024): persists through fine-tuning, RL and adversarial training; the rate is assumed',
      unit: 'share',
      default: 0.5,
      low: 0.1,
      high: 0.9,
      min: 0,
      max: 1,
    },
    'gate.approval_days': {
      type: 'number',
      title: 'Time of an official decision (approval or sign-off)',
      group: 'gate',
      role: 'policy',
      source: 'assumed range of administrative decisions',
      unit: 'days',
      default: 30,
      low: 5,
      high: 90,
      min: 0,
      max: Infinity,
    },
  },
  decisions: {finding: 50, remediation: 51, survival: 52},
} as const satisfies Mechanism;

/** What a release in a gate is waiting for. */
const PHASE = {none: 0, stage: 1, decision: 2, remediation: 3} as const;
/** What must still happen before a stage can end: bits. */
const FLOOR = 1;
const SERVICE = 2;
/** Kinds of event on the gate's agenda. */
const EVENT = {tested: 0, begin: 1, floor: 2, served: 3, decided: 4, remedied: 5} as const;

/**
 * Plays all gates of a step in order of day, inside the week.
 *
 * A place is a release in a jurisdiction: row x jurisdictions + jurisdiction. Events carry the place and
 * its ticket; one whose ticket has run out is void. Reads regimes, releases, reports of critical defects.
 * Writes clearance, stage, access and dates of releases, and the reviews table.
 */
export function playGate(run: Run): Playing {
  const {world, clock} = run;
  const {releases} = world;
  const table = world.reviews;
  const width = world.jurisdictions.length;
  const agenda = createAgenda();
  const teams = createReviewTeams(run);
  const tests = createTests(run);
  const choice = createSubmissionChoice(run, teams);
  const signOff = createSignOff(run);
  const submits = run.on('submission_choice');
  const abandons = run.on('abandonment');
  const rollsBack = run.on('rollback');
  const fixedFindings = run.choice('findings.law') === 'fixed';
  const remediationLaw = run.choice('remediation.law') as DurationLaw;
  const remediationMean = run.number('remediation.mean_days');
  const survival = run.number('remediation.trigger_survival');
  const approvalDays = run.number('gate.approval_days');
  const reworkFraction = run.number('review.rework_fraction');
  const teamHours = run.number('review.team_hours') * run.number('review.skill');
  const stageHours = run.number('review.stage_hours') * run.number('review.skill');
  const multipliers = accessMultipliers(run);
  const triggerClass = DEFECT_CLASSES.indexOf('trigger');
  const own = releases.extend({
    phase: ['u8', 'jurisdiction'],
    pending: ['u8', 'jurisdiction'],
    ticket: ['i32', 'jurisdiction'],
    passages: ['i32', 'jurisdiction'],
    rework: ['u8', 'jurisdiction'],
    job: ['i32', 'jurisdiction'], // row of the present passage in reviews
    regime: ['i32', 'jurisdiction'], // index into `regimes`
    foregone: ['f64', 'jurisdiction'], // margin, USD M per year, that waiting costs
  });
  const regimes: ActiveRegime[] = [];
  const ruling: (ActiveRegime | null)[] = world.regimes.map(() => null); // what held in the step before
  let seen = 0;

  const releaseOf = (place: number): number => Math.floor(place / width);
  const regimeOf = (place: number): ActiveRegime => regimes[own.column.regime[place]];

  function note(place: number, day: number, what: string, detail?: Record<string, number | string>): void {
    run.trace?.({
      day,
      what,
      who: releaseName(world, releaseOf(place)),
      where: world.jurisdictions[place % width],
      ...(detail ? {detail} : {}),
    });
  }

  function grant(place: number, mask: number): void {
    const {access, developer} = releases.column;
    access[place] = mask;
    run.market.accessChanged(developer[releaseOf(place)], place % width);
  }

  function submit(release: number, day: number): void {
    const {developer, tested} = releases.column;
    tested[release] = day;
    for (let j = 0; j < width; j++) {
      if (world.developers.column.sells[developer[release] * width + j] === 0) continue;
      const place = release * width + j;
      const regime = world.regimes[j];
      if (regime === null || !covers(regime, release)) clear(place, day);
      else if (submits && !worthSubmitting(place, regime, day)) withhold(place, day);
      else enterGate(place, regime, day);
    }
  }

  function covers(regime: ActiveRegime, release: number): boolean {
    const {developer, open, flop} = releases.column;
    if (regime.stages.length === 0) return false;
    if (open[release] === 1 && regime.open_weights === 'exempt') return false;
    if (regime.binding === 'voluntary' && !choice.takesPart(developer[release])) return false;
    return regime.threshold.index === 'fixed'
      ? flop[release] >= log10(regime.threshold.flop)
      : flop[release] >= nthLargest(world, regime.threshold.top);
  }

  function worthSubmitting(place: number, regime: ActiveRegime, day: number): boolean {
    const release = releaseOf(place);
    const wait = choice.daysToClear(regime, place % width, 0, false);
    const life = choice.usualLife(releases.column.developer[release]);
    return choice.pays(release, place % width, regime, 0, wait, life, day);
  }

  function withhold(place: number, day: number): void {
    releases.column.clearance[place] = CLEARANCE.withheld;
    note(place, day, 'withheld');
  }

  function enterGate(place: number, regime: ActiveRegime, day: number): void {
    const {clearance, submitted} = releases.column;
    clearance[place] = CLEARANCE.gate;
    submitted[place] = day;
    if (!regimes.includes(regime)) regimes.push(regime);
    own.column.regime[place] = regimes.indexOf(regime);
    const release = releaseOf(place);
    own.column.foregone[place] = run.market.gain(
      releases.column.developer[release],
      place % width,
      releases.column.capability[release],
    );
    note(place, day, 'submitted');
    if (abandons) reconsiderOlder(place, day);
    enterStage(place, 0, false, day);
  }

  /** A newer release shortens the life of those before it that no team has begun to review. */
  function reconsiderOlder(place: number, day: number): void {
    const {previous, clearance, submitted} = releases.column;
    const j = place % width;
    for (let r = previous[releaseOf(place)]; r >= 0; r = previous[r]) {
      const older = r * width + j;
      if (clearance[older] !== CLEARANCE.gate || own.column.phase[older] !== PHASE.stage) continue;
      if ((own.column.pending[older] & SERVICE) === 0 || !Number.isNaN(table.column.started[own.column.job[older]]))
        continue;
      const regime = regimeOf(older);
      const stage = releases.column.stage[older];
      const wait = choice.daysToClear(regime, j, stage, own.column.rework[older] === 1);
      if (!choice.pays(r, j, regime, stage, wait, day - submitted[older], day)) abandon(older, day);
    }
  }

  function enterStage(place: number, k: number, rework: boolean, day: number): void {
    const regime = regimeOf(place);
    releases.column.stage[place] = k;
    if (k === regime.stages.length - 1) {
      clear(place, day);
      return;
    }
    own.column.phase[place] = PHASE.stage;
    own.column.rework[place] = rework ? 1 : 0;
    const ticket = ++own.column.ticket[place];
    own.column.pending[place] = 0; // a team may still be at work on the passage before
    // What was public before its gate stays so until a finding.
    if (releases.column.access[place] !== EVERYONE) grant(place, regime.stages[k].mask);
    note(place, day, 'stage', {stage: regime.stages[k].id});
    const fix = regime.stages[k].checks
      ? tests.battery(releaseOf(place), place % width, own.column.passages[place], day)
      : 0;
    if (fix > 0) agenda.put(day + fix, EVENT.begin, place, ticket);
    else beginPassage(place, day);
  }

  function beginPassage(place: number, day: number): void {
    const release = releaseOf(place);
    const j = place % width;
    const {min_days, evaluations} = regimeOf(place).stages[releases.column.stage[place]];
    const rework = own.column.rework[place];
    const floor = min_days * (rework === 1 ? reworkFraction : 1);
    const job = table.add(releases.idLow[release], own.column.passages[place]);
    const {column} = table;
    column.release[job] = release;
    column.jurisdiction[job] = j;
    column.stage[job] = releases.column.stage[place];
    column.passage[job] = own.column.passages[place]++;
    column.rework[job] = rework;
    column.evaluations[job] = evaluations;
    column.arrived[job] = day;
    column.started[job] = NaN;
    column.ended[job] = NaN;
    column.left[job] = NaN;
    column.floor[job] = floor;
    own.column.job[place] = job;
    own.column.pending[place] = FLOOR | (evaluations > 0 ? SERVICE : 0);
    agenda.put(day + floor, EVENT.floor, place, own.column.ticket[place]);
    if (evaluations === 0) return;
    releases.column.reviews[release]++;
    releases.column.evaluations[release] += evaluations;
    if (teams.request(job, day)) startWork(job, day);
  }

  function startWork(job: number, day: number): void {
    const days = teams.workingDays(job);
    table.column.planned[job] = days * teamHours;
    agenda.put(day + days, EVENT.served, job, 0);
  }

  function finishWork(job: number, day: number): void {
    const {release, jurisdiction, started, ended, delivered, stage} = table.column;
    ended[job] = day;
    delivered[job] = (day - started[job]) * teamHours;
    const next = teams.finish(job, day);
    if (next >= 0) startWork(next, day);
    const place = release[job] * width + jurisdiction[job];
    addExpertEffort(
      world,
      release[job],
      delivered[job],
      regimeOf(place).stages[stage[job]].evaluator_access,
      multipliers,
    );
    if (own.column.job[place] === job) fulfil(place, SERVICE, day);
  }

  function fulfil(place: number, bit: number, day: number): void {
    if (own.column.phase[place] !== PHASE.stage || (own.column.pending[place] & bit) === 0) return;
    own.column.pending[place] &= ~bit;
    if (own.column.pending[place] === 0) endPassage(place, day);
  }

  function endPassage(place: number, day: number): void {
    const release = releaseOf(place);
    const job = own.column.job[place];
    const {column} = table;
    const {stages} = regimeOf(place);
    const k = releases.column.stage[place];
    const hours = (day - column.arrived[job]) * stageHours;
    addExpertEffort(world, release, hours, stages[k].evaluator_access, multipliers);
    column.planned[job] += hours;
    column.delivered[job] += hours;
    column.left[job] = day;
    let serious = 0;
    column.findings[job] = discover(world, release, day, (defect) => {
      if (world.defects.column.class[defect] > 0) serious++;
      else remove(world, defect, day);
    });
    const critical = fixedFindings ? drawsFinding(place, stages[k].id) : serious > 0;
    column.critical[job] = critical ? 1 : 0;
    if (critical && rollsBack) {
      rollBack(place, day);
      return;
    }
    if (serious > 0) mend(place, day);
    const decisions = stages[k].approvals + (stages[k + 1].sign_off ? 1 : 0);
    own.column.phase[place] = PHASE.decision;
    agenda.put(day + decisions * approvalDays, EVENT.decided, place, own.column.ticket[place]);
  }

  function drawsFinding(place: number, stage: string): boolean {
    const release = releaseOf(place);
    const passage = own.column.passages[place];
    const draws = run.draws.at(
      releases.idLow[release],
      releases.idHigh[release],
      ((place % width) << 16) | passage,
      gate.decisions.finding,
    );
    return draws.uniform() < run.member('findings.probability', stage);
  }

  function rollBack(place: number, day: number): void {
    const release = releaseOf(place);
    const regime = regimeOf(place);
    const target = regime.stages[releases.column.stage[place]].fallBackTo;
    const draws = run.draws.at(
      releases.idLow[release],
      releases.idHigh[release],
      ((place % width) << 16) | own.column.passages[place],
      gate.decisions.remediation,
    );
    const days = duration(draws, remediationLaw, remediationMean, 1);
    releases.column.rollbacks[release]++;
    releases.column.stage[place] = target;
    own.column.phase[place] = PHASE.remediation;
    const ticket = ++own.column.ticket[place];
    note(place, day, 'rolled back', {to: regime.stages[target].id});
    teams.withdraw(own.column.job[place]);
    if (abandons && !worthContinuing(place, regime, target, days, day)) {
      abandon(place, day);
      return;
    }
    releases.column.remediationDays[release] += days;
    grant(place, regime.stages[target].mask);
    agenda.put(day + days, EVENT.remedied, place, ticket);
  }

  function worthContinuing(place: number, regime: ActiveRegime, stage: number, days: number, day: number): boolean {
    const release = releaseOf(place);
    const {latest} = world.developers.column;
    const {developer, clearance} = releases.column;
    const j = place % width;
    const newest = latest[developer[release]];
    // A newer release in the same gate is ahead of one that starts again.
    if (newest !== release && clearance[newest * width + j] === CLEARANCE.gate) return false;
    const wait = days + choice.daysToClear(regime, j, stage, true);
    return choice.pays(release, j, regime, stage, wait, choice.usualLife(developer[release]), day);
  }

  /** Ends a remediation: what was found is gone, but a trigger may survive retraining, hidden again. */
  function mend(place: number, day: number): void {
    const release = releaseOf(place);
    const {firstDefect, defects: counts, found, effort} = releases.column;
    const {column} = world.defects;
    for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
      if (Number.isNaN(column.found[row]) || !Number.isNaN(column.removed[row])) continue;
      if (column.class[row] === triggerClass) {
        const draws = run.draws.at(
          releases.idLow[release],
          releases.idHigh[release],
          ((row - firstDefect[release]) << 16) | own.column.passages[place],
          gate.decisions.survival,
        );
        if (draws.uniform() < survival) {
          column.found[row] = NaN;
          found[release * DEFECT_CLASSES.length + triggerClass]--;
          column.foundAt[row] =
            effort[release * CHANNELS.length + column.channel[row]] + exponential(draws) / column.rate[row];
          continue;
        }
      }
      remove(world, row, day);
    }
  }

  function abandon(place: number, day: number): void {
    releases.column.clearance[place] = CLEARANCE.abandoned;
    own.column.phase[place] = PHASE.none;
    own.column.ticket[place]++;
    teams.withdraw(own.column.job[place]);
    grant(place, 0);
    note(place, day, 'abandoned');
  }

  function decide(place: number, day: number): void {
    const k = releases.column.stage[place];
    const next = regimeOf(place).stages[k + 1];
    if (next.sign_off && !signOff.passes(releaseOf(place))) {
      note(place, day, 'sign-off refused', {expected_harm: signOff.expectedHarm(releaseOf(place))});
      const wait = choice.daysToClear(regimeOf(place), place % width, k, true);
      const release = releaseOf(place);
      if (
        abandons &&
        !choice.pays(
          release,
          place % width,
          regimeOf(place),
          k,
          wait,
          choice.usualLife(releases.column.developer[release]),
          day,
        )
      )
        abandon(place, day);
      else enterStage(place, k, true, day);
      return;
    }
    enterStage(place, k + 1, own.column.rework[place] === 1, day);
  }

  function clear(place: number, day: number): void {
    const release = releaseOf(place);
    const j = place % width;
    const {clearance, cleared, developer, homePublic, capability, open} = releases.column;
    clearance[place] = CLEARANCE.cleared;
    cleared[place] = day;
    own.column.phase[place] = PHASE.none;
    own.column.ticket[place]++;
    const atHome = world.developers.column.home[developer[release]] === j;
    if (atHome && Number.isNaN(homePublic[release])) homePublic[release] = day;
    world.publicFrontier = Math.max(world.publicFrontier, capability[release]);
    if (open[release] === 1) world.openFrontier = Math.max(world.openFrontier, capability[release]);
    releases.column.delayCost[release] +=
      (own.column.foregone[place] * (day - (own.column.foregone[place] > 0 ? releases.column.submitted[place] : day))) /
      365.25;
    grant(place, EVERYONE);
    note(place, day, 'public');
    if (abandons) supersede(place, day);
    if (isPublicEverywhere(release)) retireOlder(release);
  }

  function isPublicEverywhere(release: number): boolean {
    const {developer, clearance} = releases.column;
    for (let j = 0; j < width; j++) {
      if (world.developers.column.sells[developer[release] * width + j] === 0) continue;
      if (clearance[release * width + j] !== CLEARANCE.cleared) return false;
    }
    return true;
  }

  /** Each release is better than its developer's one before, so one that is public everywhere ends their lives. */
  function retireOlder(release: number): void {
    const {previous, clearance, access, tested} = releases.column;
    for (let r = previous[release]; r >= 0; r = previous[r]) {
      if (Number.isNaN(tested[r])) continue;
      let inGate = false;
      for (let place = r * width; place < (r + 1) * width; place++)
        if (clearance[place] === CLEARANCE.gate) inGate = true;
      if (inGate) continue;
      access.fill(0, r * width, (r + 1) * width);
      releases.retire(r);
    }
  }

  /** A release that is public makes its developer's weaker ones in the same gate pointless. */
  function supersede(place: number, day: number): void {
    const {previous, clearance, capability} = releases.column;
    const release = releaseOf(place);
    for (let r = previous[release]; r >= 0; r = previous[r]) {
      const older = r * width + (place % width);
      if (clearance[older] === CLEARANCE.gate && capability[r] <= capability[release]) abandon(older, day);
    }
  }

  /** Sends what is already public back through a gate whose rules cover stock; access stays until a finding. */
  function recertify(j: number, regime: ActiveRegime): void {
    const {clearance, access} = releases.column;
    for (const release of living()) {
      const place = release * width + j;
      if (clearance[place] !== CLEARANCE.cleared || access[place] === 0 || !covers(regime, release)) continue;
      enterGate(place, regime, clock.from);
    }
  }

  function reportCritical(release: number): void {
    for (let j = 0; j < width; j++) {
      const place = release * width + j;
      const {phase} = own.column;
      if (phase[place] !== PHASE.stage && phase[place] !== PHASE.decision) continue;
      if (rollsBack) rollBack(place, clock.from);
    }
  }

  /** Lets everything through once a jurisdiction has no gate any more. */
  function open(j: number): void {
    for (const release of living()) {
      const place = release * width + j;
      if (releases.column.clearance[place] !== CLEARANCE.gate) continue;
      teams.withdraw(own.column.job[place]);
      clear(place, clock.from);
    }
  }

  /** Live releases as they are now: clearing one may end the lives of others. */
  const living = (): Int32Array => releases.live.slice(0, releases.liveCount);

  /** Takes the releases of a closed developer out of every gate. */
  function withdrawAll(developer: number): void {
    const {previous, clearance} = releases.column;
    for (let r = world.developers.column.latest[developer]; r >= 0; r = previous[r]) {
      for (let place = r * width; place < (r + 1) * width; place++) {
        if (clearance[place] === CLEARANCE.gate) abandon(place, clock.from);
      }
    }
  }

  function watchRules(): void {
    for (let j = 0; j < width; j++) {
      const regime = world.regimes[j];
      if (regime === ruling[j]) continue;
      const before = ruling[j];
      ruling[j] = regime;
      const gated = regime !== null && regime.stages.length > 0;
      if (!gated && before !== null) open(j);
      if (gated && regime.applies_to === 'stock_and_new') recertify(j, regime);
    }
  }

  function handle(): void {
    const {day, kind, a, b} = agenda;
    if (kind === EVENT.tested) {
      if (Number.isNaN(world.developers.column.gone[releases.column.developer[a]])) {
        tests.conclude(a, day - releases.column.trained[a], day);
        submit(a, day);
      }
    } else if (kind === EVENT.served) finishWork(a, day);
    else if (own.column.ticket[a] !== b) return;
    else if (kind === EVENT.begin) beginPassage(a, day);
    else if (kind === EVENT.floor) fulfil(a, FLOOR, day);
    else if (kind === EVENT.decided) decide(a, day);
    else if (kind === EVENT.remedied) {
      mend(a, day);
      enterStage(a, releases.column.stage[a], true, day);
    }
  }

  return {
    begin() {
      agenda.clear();
      teams.clear();
      regimes.length = 0;
      ruling.fill(null);
      seen = 0;
    },
    step() {
      for (const developer of world.closures) withdrawAll(developer);
      world.closures.length = 0;
      watchRules();
      for (const release of world.criticalReports) reportCritical(release);
      world.criticalReports.length = 0;
      for (; seen < releases.rows; seen++) {
        const {trained, tested} = releases.column;
        if (Number.isNaN(tested[seen])) agenda.put(trained[seen] + tests.days(seen), EVENT.tested, seen, 0);
        else tests.conclude(seen, tests.days(seen), clock.from); // models of day 0 were tested before
      }
      while (agenda.take(clock.to)) handle();
    },
  };
}
