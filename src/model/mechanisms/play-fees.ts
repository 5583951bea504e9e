import type {Playing, Run} from '../mechanism.ts';
import {isPrivate} from './evaluators.ts';

/** What a submission costs in user fees, USD M; private evaluators are paid for reviews instead. */
export const userFee = (run: Run): number =>
  run.on('costs') && !isPrivate(run) && run.choice('reviewer.funding') === 'user_fees' ? run.number('reviewer.fee') : 0;

/** What a developer expects an evaluation of a release of frontier size to cost it, USD M, as the market stands. */
export function expectedFee(run: Run): () => number {
  if (!isPrivate(run)) {
    const fee = run.number('compliance.fee');
    return () => fee;
  }
  if (run.choice('audit.payment') === 'pool') return () => 0; // the levy does not depend on what it submits
  const fixed = run.number('audit.fixed_fee');
  return run.choice('audit.fee') === 'fixed' ? () => fixed : () => run.world.auditFee;
}

/**
 * Collects the fees of the step: those of submissions for authorities, those of finished reviews for private
 * evaluators, who are paid by the developer or from a levy on all that they ever reviewed.
 *
 * What is received is what was paid. A developer that closed pays nobody.
 * Reads submissions, reviews, revenue. Writes feeCost of releases, compliance of developers, feesReceived, revenue of
 * evaluators. Draws nothing.
 */
export function playFees(run: Run): Playing {
  const {world, clock} = run;
  const {developers, releases, reviews, feesReceived} = world;
  const width = world.jurisdictions.length;
  const fee = userFee(run);
  const charges = run.on('costs');
  const levied = run.choice('audit.payment') === 'pool';
  const covered = developers.extend({reviewed: 'u8'});
  const isOpen = (developer: number): boolean => Number.isNaN(developers.column.gone[developer]);

  function charge(release: number, amount: number): void {
    releases.column.feeCost[release] += amount;
    developers.column.compliance[releases.column.developer[release]] += amount;
  }

  function collectUserFees(): void {
    feesReceived.fill(0);
    const {submitted, developer} = releases.column;
    for (let n = 0; n < releases.liveCount; n++) {
      const release = releases.live[n];
      if (!isOpen(developer[release])) continue;
      for (let j = 0; j < width; j++) {
        const day = submitted[release * width + j];
        if (!(day >= clock.from && day < clock.to)) continue;
        charge(release, fee);
        feesReceived[j] += fee;
      }
    }
  }

  /** Spreads a sum over all that were ever reviewed, by revenue, or evenly while nobody has any. */
  function levy(sum: number): boolean {
    const {revenue, latest} = developers.column;
    let payers = 0;
    let base = 0;
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      if (covered.column.reviewed[row] === 0) continue;
      payers++;
      base += revenue[row];
    }
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      if (covered.column.reviewed[row] === 0) continue;
      charge(latest[row], sum * (base > 0 ? revenue[row] / base : 1 / payers));
    }
    return payers > 0;
  }

  function payEvaluators(): void {
    const {release, evaluator, fee: asked} = reviews.column;
    const {revenue} = world.evaluators.column;
    for (const job of world.audited) covered.column.reviewed[releases.column.developer[release[job]]] = 1;
    let sum = 0;
    for (const job of world.audited) {
      if (!levied && !isOpen(releases.column.developer[release[job]])) continue;
      sum += asked[job];
      if (!levied) charge(release[job], asked[job]);
    }
    const isPaid = !levied || levy(sum);
    for (const job of world.audited) {
      if (isPaid && (levied || isOpen(releases.column.developer[release[job]]))) revenue[evaluator[job]] += asked[job];
    }
    world.audited.length = 0;
  }

  return {
    step() {
      if (fee > 0) collectUserFees();
      if (world.audited.length === 0) return;
      if (charges) payEvaluators();
      else world.audited.length = 0;
    },
  };
}
