import type {Run} from '../mechanism.ts';
import {createExpectedIncidents} from './expected-incidents.ts';
import {limitedSeverity, meanSeverity} from './severity.ts';

/** What claims an insurer expects of releases, and how much of them a developer could pay. */
export interface ExpectedDamages {
  /** Looks at releases afresh, for so many days: what was found in them since changes what is expected. */
  look(days: number): void;
  /** Claims expected for use of a release in a step, before any correction by experience. */
  claims(release: number, use: number): number;
  /** Learns that so many claims were expected, and that so many came. */
  learn(expected: number, seen: number): void;
  /** Claims to be expected for each of those that what was found lets expect (experience rating). */
  experience(): number;
  /** Share of expected damages, `multiple` x severity, that assets of this size can pay, 0 to 1. */
  solvency(assets: number, multiple: number): number;
}

/** Makes expectations of damages. Reads what was found in releases. Draws nothing. */
export function createExpectedDamages(run: Run): ExpectedDamages & {begin(): void} {
  const {releases} = run.world;
  const {clock} = run;
  const incidents = createExpectedIncidents(run);
  const limited = limitedSeverity(run);
  const mean = meanSeverity(run);
  const chance = run.number('liability.detection');
  const weight = run.number('liability.prior_claims');
  const own = releases.extend({looked: 'i32'});
  let looks = 0;
  let until = 0; // day of the next look
  let expected = 0; // claims, of all releases so far
  let seen = 0;

  return {
    begin() {
      looks = 0;
      until = 0;
      expected = 0;
      seen = 0;
    },
    look(days) {
      looks++;
      until = clock.from + days;
    },
    claims(release, use) {
      const {looked} = own.column;
      if (looked[release] !== looks) {
        looked[release] = looks;
        incidents.look(release, use / (clock.to - clock.from), until - clock.from);
      }
      return incidents.of(release, use) * chance;
    },
    learn(before, after) {
      expected += before;
      seen += after;
    },
    experience: () => (weight + seen) / (weight + expected),
    solvency: (assets, multiple) => (multiple > 0 ? limited(Math.max(assets, 0) / multiple) / mean : 0),
  };
}
