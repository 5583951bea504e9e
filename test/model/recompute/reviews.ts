import {endOf, followed, isIn, mean, once, type Recomputed, stepsIn, sum, within, years} from './arithmetic.ts';
import {restrictedMeanOf} from './kaplan-meier.ts';
import type {Clearance, Passage, Question, Release, Tables} from './tables.ts';

/** Mean days between two dates of the passages that reached the first in the window. */
const between = (
  first: 'arrived' | 'started',
  second: 'started' | 'ended' | 'left',
  reviewedOnly: boolean,
): Recomputed =>
  followed((tables, question) => {
    const waits = tables.passages
      .filter((each) => within(each[first], question) && isIn(each, question))
      .filter(({evaluations}) => !reviewedOnly || evaluations > 0)
      .map((each: Passage) => {
        const over = each[second] < tables.days;
        const brokenOff = reviewedOnly && each.expired === 1 ? each.due : each.withdrawn;
        const lastSeen = Number.isNaN(brokenOff) ? tables.days : brokenOff;
        return {days: (over ? each[second] : lastSeen) - each[first], over};
      });
    return restrictedMeanOf(waits, 730);
  });

const shareOf =
  (counts: (place: Clearance, release: Release) => boolean): Recomputed =>
  (tables, question) => {
    const releases = once(tables, 'releases', () => new Map(tables.releases.map((each) => [each.release, each])));
    const submissions = tables.clearances.filter((each) => within(each.submitted, question) && isIn(each, question));
    return mean(submissions.map((each) => (counts(each, releases.get(each.release) as Release) ? 1 : 0)));
  };

const submitted = (tables: Tables, question: Question): readonly Release[] => {
  const entered = once(
    tables,
    'submitted',
    () => new Set(tables.clearances.filter((each) => each.submitted < tables.days).map(({release}) => release)),
  );
  return tables.releases.filter(({release, trained}) => within(trained, question) && entered.has(release));
};

/** Outcomes told by what happens in the gates. */
export const ofReviews: Readonly<Record<string, Recomputed>> = {
  review_wait: between('arrived', 'started', true),
  review_time: between('started', 'ended', true),
  stage_time: between('arrived', 'left', false),
  rescue_delay: followed((tables, question) =>
    restrictedMeanOf(
      tables.clearances
        .filter((each) => within(each.critical_finding, question) && isIn(each, question))
        .map((each) => ({
          days: Math.min(Number.isNaN(each.left_gate) ? Infinity : each.left_gate, tables.days) - each.critical_finding,
          over: each.state === 'cleared' && each.left_gate < tables.days,
        })),
      730,
    ),
  ),
  false_passes: (tables, question) =>
    tables.clearances.filter(
      (each) =>
        within(each.left_gate, question) &&
        each.left_gate < tables.days &&
        isIn(each, question) &&
        each.state === 'cleared' &&
        each.critical_at_clearance > 0,
    ).length / years(tables, question),
  false_pass_share: (tables, question) =>
    mean(
      tables.clearances
        .filter((each) => within(each.submitted, question) && isIn(each, question) && each.critical_at_submission > 0)
        .map((each) => (each.state === 'cleared' && each.critical_at_clearance > 0 ? 1 : 0)),
    ),
  cleared_first_time: shareOf(({state}, {rollbacks}) => state === 'cleared' && rollbacks === 0),
  eventually_cleared: shareOf(({state}) => state === 'cleared'),
  abandoned: shareOf(({state}) => state === 'abandoned'),
  rollbacks_per_release: (tables, question) => mean(submitted(tables, question).map(({rollbacks}) => rollbacks)),
  evaluations_per_release(tables, question) {
    const of = new Set(submitted(tables, question).map(({release}) => release));
    return sum(tables.passages.filter(({release}) => of.has(release)).map(({evaluations}) => evaluations)) / of.size;
  },
  releases_withheld: ({clearances}, question) =>
    mean(
      clearances
        .filter((each) => within(each.trained, question) && isIn(each, question))
        .map(({state}) => (state === 'withheld' ? 1 : 0)),
    ),
  releases_in_review: (tables, question) =>
    mean(
      stepsIn(tables, question).map((step) => {
        const end = endOf(tables, step);
        return tables.clearances.filter(
          (each) => isIn(each, question) && each.submitted < end && !(each.left_gate < end),
        ).length;
      }),
    ),
};
