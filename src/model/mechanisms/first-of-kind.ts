import type {Run} from '../mechanism.ts';

/**
 * Makes the memory of kinds: factor of the working time of a job.
 *
 * A submission is the first of its kind when its capability lies in a higher band than any submitted to the
 * jurisdiction before. It stays so for all its reviews there. Must be asked when a submission's first review joins
 * the queue.
 */
export function createKinds(run: Run): {begin(): void; factor(job: number): number} {
  const {world} = run;
  const {reviews, releases} = world;
  // The other laws of releases are test doubles: their releases are alike by construction.
  const penalty = run.choice('release.law') === 'model' ? run.number('review.first_of_kind') : 0;
  const bandWidth = run.number('review.kind_width');
  const jurisdictions = world.jurisdictions.length;
  const top = new Float64Array(jurisdictions);
  const own = releases.extend({kindSince: ['f64', 'jurisdiction'], kindFactor: ['f64', 'jurisdiction']});

  return {
    begin() {
      top.fill(-Infinity);
    },
    factor(job) {
      const {release, jurisdiction} = reviews.column;
      const place = release[job] * jurisdictions + jurisdiction[job];
      const {kindFactor, kindSince} = own.column;
      const submitted = releases.column.submitted[place];
      if (kindFactor[place] === 0 || kindSince[place] !== submitted) {
        const band = Math.floor(releases.column.capability[release[job]] / bandWidth);
        kindFactor[place] = band > top[jurisdiction[job]] ? 1 + penalty : 1;
        kindSince[place] = submitted;
        top[jurisdiction[job]] = Math.max(top[jurisdiction[job]], band);
      }
      return kindFactor[place];
    },
  };
}
