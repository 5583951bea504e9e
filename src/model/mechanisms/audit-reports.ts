import {bernoulli, exponential, normal} from '../../numeric/distributions.ts';
import {log1p} from '../../numeric/log1p.ts';
import type {Run} from '../mechanism.ts';
import {CHANNELS, CLASSES, DEFECT_CLASSES} from '../world.ts';
import type {AuditClients} from './audit-clients.ts';
import {discover, remove} from './discovery.ts';
import {evaluators} from './evaluators.ts';

/** What private evaluators measure and report. */
export interface AuditReports {
  /** Notes what the effort on a release has found so far, for the report; shallow defects are mended at once. */
  examine(job: number, day: number): void;
  /**
   * Writes the report on a passage that ends, on the serious defects that are found and not mended; true when it is
   * critical. What it lets pass is as hidden as before.
   */
  report(job: number, day: number): boolean;
  /** Whether a measured score in the band would be shaded by the evaluator of this job. */
  shades(job: number, day: number): boolean;
}

/**
 * Makes reports.
 *
 * An evaluator that its clients pay and choose shades what it measured just above the threshold, when the fees that it
 * would lose outweigh the penalty it must expect and its conscience. A back-check measures again and finds what the
 * evaluator found; then the measured score counts.
 * Reads defects, fees, relations. Writes score, reported, threshold and backchecked of reviews, penalties of
 * evaluators, relations, and hides defects again. Draws noise, distance and back-check of a report, and the effort
 * that finds a passed defect again.
 */
export function createAuditReports(
  run: Run,
  clients: AuditClients,
  marketFeeOf: (job: number) => number,
): AuditReports {
  const {world} = run;
  const {reviews, releases, defects, evaluators: table} = world;
  const noise = run.number('audit.noise');
  const reference = run.number('audit.reference_hazard');
  const threshold = run.number('audit.threshold');
  const band = run.number('audit.band');
  const shading = run.number('audit.shading');
  const renewalYears = run.number('audit.renewal_years');
  const checked = run.number('audit.backcheck_share');
  const penalty = run.number('audit.backcheck_penalty');
  const chosen = run.choice('audit.assignment') === 'choice';
  const paid = run.choice('audit.payment') === 'developer';
  const scale = DEFECT_CLASSES.map((name) => run.member('incidents.scale', name));

  const own = defects.extend({noted: 'i32'}); // review that found it, from 1: 0 is none

  const isPending = (row: number): boolean =>
    defects.column.class[row] > 0 &&
    !Number.isNaN(defects.column.found[row]) &&
    Number.isNaN(defects.column.removed[row]);

  /** Hazard of the serious defects of a release that are found and not mended, incidents per M user-weeks. */
  function hazardOf(release: number): number {
    const {firstDefect, defects: counts} = releases.column;
    let sum = 0;
    for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
      if (isPending(row)) sum += scale[defects.column.class[row]] * defects.column.rate[row];
    }
    return sum;
  }

  function shades(job: number, day: number): boolean {
    const evaluator = reviews.column.evaluator[job];
    if (!paid || !chosen || table.column.firm[evaluator] === 0) return false;
    const developer = releases.column.developer[reviews.column.release[job]];
    const yearly = clients.keeps(developer) === evaluator ? clients.spendOf(developer, day) : 0;
    const income = clients.incomeOf(evaluator, day);
    const dependence = income > 0 ? Math.min(yearly / income, 1) : 0;
    const stake = dependence * yearly * renewalYears;
    return stake > checked * penalty + table.column.integrity[evaluator] * marketFeeOf(job);
  }

  /** Hides what an evaluator found and lets pass: it takes new effort to find it again. */
  function pass(job: number): void {
    const release = reviews.column.release[job];
    const {firstDefect, defects: counts, found, effort} = releases.column;
    const {column} = defects;
    for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
      if (own.column.noted[row] !== job + 1 || !isPending(row)) continue;
      const draws = run.draws.at(
        defects.idLow[row],
        defects.idHigh[row],
        releases.idLow[release] ^ (world.drawKeys[reviews.column.jurisdiction[job]] | reviews.column.passage[job]),
        evaluators.decisions.passed,
      );
      column.found[row] = NaN;
      found[release * CLASSES + column.class[row]]--;
      column.foundAt[row] =
        effort[release * CHANNELS.length + column.channel[row]] + exponential(draws) / column.rate[row];
    }
  }

  return {
    shades,
    examine(job, day) {
      reviews.column.findings[job] += discover(world, reviews.column.release[job], day, (defect) => {
        if (defects.column.class[defect] > 0) own.column.noted[defect] = job + 1;
        else remove(world, defect, day);
      });
    },
    report(job, day) {
      const {column} = reviews;
      const release = column.release[job];
      const draws = run.draws.at(
        releases.idLow[release],
        releases.idHigh[release],
        world.drawKeys[column.jurisdiction[job]] | column.passage[job],
        evaluators.decisions.report,
      );
      const y = log1p(hazardOf(release) / reference) + noise * normal(draws);
      const below = shading * exponential(draws); // drawn by all, so that who shades shifts nobody
      const isChecked = bernoulli(draws, checked);
      const isShaded = y > threshold && y < threshold + band && shades(job, day);
      const z = isShaded ? threshold - below : y;
      column.score[job] = y;
      column.reported[job] = z;
      column.threshold[job] = threshold;
      column.backchecked[job] = isChecked ? 1 : 0;
      const evaluator = column.evaluator[job];
      if (isShaded && isChecked) table.column.penalties[evaluator] += penalty;
      if (chosen && z >= threshold) clients.drop(releases.column.developer[release], evaluator);
      const critical = (isShaded && isChecked ? y : z) >= threshold;
      if (!critical) pass(job);
      return critical;
    },
  };
}
