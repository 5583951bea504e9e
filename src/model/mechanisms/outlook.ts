import {exp} from '../../numeric/exp.ts';
import {type PolicyEntry, type Regime, UNREGULATED} from '../input.ts';
import type {Run} from '../mechanism.ts';
import {SEGMENTS} from '../segments.ts';
import {reaches} from '../threshold.ts';
import {type ActiveRegime, CLEARANCE} from '../world.ts';

const DAYS = 365.25;
const EPOCH = 28; // days between reappraisals
const YEAR = 364;

/** What investors expect of rules: how long they delay whom, how often releases are cleared, and how sure that is. */
export interface Outlook {
  begin(): void;
  /** Looks again at rules and their record, once an epoch. */
  update(): void;
  /** Share of its value that a closed developer keeps which trains 10^flop FLOP and sells in these places. */
  kept(sells: Uint8Array, flop: number): number;
  /** Sources of regulatory uncertainty in these places, weighted by their share of spend. */
  uncertainty(sells: Uint8Array): number;
  /** Whether a release of that size would have to pass the gate of a jurisdiction. */
  covered(regime: Regime | null, flop: number): regime is Regime;
}

/**
 * Makes the outlook.
 *
 * A wait that all who sell in a place share costs only time (r); what a developer waits longer than the average
 * rival erodes its value too (d). Waits are expected from the rules, those announced included, and from the
 * queues seen; chances of clearance from the releases decided so far. Reads regimes, reviews, releases, shares.
 * Draws nothing.
 */
export function createOutlook(run: Run): Outlook {
  const {world, clock, input} = run;
  const {developers, releases, reviews} = world;
  const J = world.jurisdictions.length;
  const Z = SEGMENTS.length;
  const r = run.number('value.discount');
  const erosion = run.number('value.erosion');
  const serviceDays = run.number('service.mean_days');
  const approvalDays = run.number('gate.approval_days');
  const prior = run.number('funding.clear_prior');
  const expected: (Regime | null)[] = world.regimes.map(() => null); // rules in force, or those announced
  const wait = new Float64Array(J); // days from submission to clearance under the rules expected
  const rivals = new Float64Array(J); // share of spend there with developers that have to wait
  const clears = new Float64Array(J); // chance that a submission is cleared
  const uncertain = new Float64Array(J);
  const queued = new Float64Array(J); // days that reviews waited for a team
  const changed = new Float64Array(J); // day the rules last changed
  const ruling: (ActiveRegime | null)[] = world.regimes.map(() => null);
  let nextEpoch = 0;

  const covered = (regime: Regime | null, flop: number): regime is Regime =>
    regime !== null &&
    regime.stages.length > 0 &&
    regime.binding === 'mandatory' &&
    reaches(world, regime.threshold, flop);

  function watchRules(): void {
    for (let j = 0; j < J; j++) {
      if (world.regimes[j] === ruling[j]) continue;
      ruling[j] = world.regimes[j];
      if (clock.from > 0) changed[j] = clock.from;
    }
  }

  /** Entries known of and not yet in force: dated ones until their day, triggered ones as long as they may strike. */
  const isPending = (entry: PolicyEntry, j: number): boolean =>
    entry.announced !== null &&
    entry.announced <= clock.from &&
    (entry.from ?? Infinity) > clock.from &&
    (entry.until ?? Infinity) > clock.from &&
    entry.in.includes(world.jurisdictions[j]);

  function daysOf({stages, clock_days, on_expiry}: Regime, j: number): number {
    const limit = on_expiry === 'none' ? Infinity : (clock_days ?? Infinity);
    let days = 0;
    for (let k = 0; k < stages.length - 1; k++) {
      const {min_days, evaluations, approvals} = stages[k];
      const review = evaluations > 0 ? queued[j] + serviceDays : 0;
      const decisions = approvals + (stages[k + 1].sign_off ? 1 : 0);
      days += Math.max(min_days, Math.min(review, limit)) + decisions * approvalDays;
    }
    return days;
  }

  /** Mean wait for a team of the reviews that came in within a year, those still waiting included. */
  function seeQueues(): void {
    const {started, arrived, jurisdiction, evaluations, withdrawn} = reviews.column;
    const count = new Int32Array(J);
    queued.fill(0);
    for (let job = reviews.rows - 1; job >= 0 && arrived[job] > clock.from - YEAR; job--) {
      if (evaluations[job] === 0 || !Number.isNaN(withdrawn[job])) continue;
      queued[jurisdiction[job]] += (Number.isNaN(started[job]) ? clock.from : started[job]) - arrived[job];
      count[jurisdiction[job]]++;
    }
    for (let j = 0; j < J; j++) if (count[j] > 0) queued[j] /= count[j];
  }

  function seeClearances(): void {
    const {clearance, leftGate} = releases.column;
    for (let j = 0; j < J; j++) {
      let cleared = 0;
      let decided = 0;
      for (let place = j; place < releases.rows * J; place += J) {
        if (Number.isNaN(leftGate[place]) || clearance[place] === CLEARANCE.gate) continue;
        decided++;
        if (clearance[place] === CLEARANCE.cleared) cleared++;
      }
      clears[j] = (cleared + prior) / (decided + prior);
    }
  }

  /** Spend-weighted share of those who sell in `j` whose newest release is large enough for its gate. */
  function seeRivals(j: number): void {
    const regime = expected[j];
    const share = run.market.share();
    let all = 0;
    let waiting = 0;
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      let spend = 0;
      for (let c = j * Z; c < (j + 1) * Z; c++) spend += run.market.spend()[c] * share[row * J * Z + c];
      if (spend === 0) continue;
      all += spend;
      if (covered(regime, releases.column.flop[developers.column.latest[row]])) waiting += spend;
    }
    rivals[j] = all > 0 ? waiting / all : 0;
  }

  function appraise(): void {
    const regulated = world.regimes.some((regime) => regime !== null);
    if (regulated) {
      seeQueues();
      seeClearances();
    }
    for (let j = 0; j < J; j++) {
      expected[j] = world.regimes[j];
      uncertain[j] = clock.from - changed[j] < YEAR ? 1 : 0;
      for (const entry of input.policy) {
        if (!isPending(entry, j)) continue;
        uncertain[j]++;
        if (entry.from !== null) expected[j] = {...UNREGULATED, ...expected[j], ...entry.regime};
      }
      const rules = expected[j];
      wait[j] = rules === null ? 0 : daysOf(rules, j);
      if (wait[j] > 0) seeRivals(j);
    }
  }

  /** Mean over the places sold in, weighted by their spend. */
  function weighted(sells: Uint8Array, value: (j: number) => number): number {
    let all = 0;
    let sum = 0;
    for (let j = 0; j < J; j++) {
      if (sells[j] === 0) continue;
      all += world.spendShare[j];
      sum += world.spendShare[j] * value(j);
    }
    return all > 0 ? sum / all : 0;
  }

  function keptIn(j: number, flop: number): number {
    if (wait[j] === 0 || !covered(expected[j], flop)) return 1;
    const common = rivals[j] * wait[j];
    return exp((-r * common - (r + erosion) * (wait[j] - common)) / DAYS) * clears[j];
  }

  return {
    begin() {
      expected.fill(null);
      wait.fill(0);
      rivals.fill(0);
      clears.fill(1);
      uncertain.fill(0);
      queued.fill(0);
      changed.fill(-Infinity);
      ruling.fill(null);
      nextEpoch = 0;
    },
    update() {
      if (input.policy.length === 0) return;
      watchRules();
      if (clock.from < nextEpoch) return;
      nextEpoch = clock.from + EPOCH;
      appraise();
    },
    kept: (sells, flop) => (input.policy.length === 0 ? 1 : weighted(sells, (j) => keptIn(j, flop))),
    uncertainty: (sells) => (input.policy.length === 0 ? 0 : weighted(sells, (j) => uncertain[j])),
    covered,
  };
}
