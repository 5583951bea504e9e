import {endOf, followed, isOf, mean, once, type Recomputed, stepsIn, within, years} from './arithmetic.ts';
import {medianOf, restrictedMeanOf, type Wait} from './kaplan-meier.ts';
import {publicDay, type Question, type Release, type Tables} from './tables.ts';

const frontier = ({releases}: Tables, question: Question): readonly Release[] =>
  releases.filter((each) => each.frontier === 1 && within(each.trained, question) && isOf(each, question));

const waitsForPublic = (tables: Tables, question: Question): readonly Wait[] =>
  frontier(tables, question).map(({trained, home_public}) =>
    home_public < tables.days ? {days: home_public - trained, over: true} : {days: tables.days - trained, over: false},
  );

/** Rate of releases that became public at home; those of day 0 were trained before it. */
const rate =
  (counts: (release: Release) => boolean): Recomputed =>
  (tables, question) =>
    tables.releases.filter(
      (each) => each.trained >= 0 && within(each.home_public, question) && isOf(each, question) && counts(each),
    ).length / years(tables, question);

/** Capability of the best release public anywhere at the end of every step. */
export const publicFrontier = (tables: Tables): readonly number[] =>
  once(tables, 'public frontier', () => {
    const capability = new Map(tables.releases.map((each) => [each.release, each.capability]));
    const steps = Math.ceil(tables.days / tables.stepDays);
    return Array.from({length: steps}, (_, step) => {
      const known = tables.clearances.filter((each) => publicDay(each) < endOf(tables, step));
      return known.length > 0 ? Math.max(...known.map(({release}) => capability.get(release) ?? NaN)) : NaN;
    });
  });

/** Releases trained and still to come at home at the end of every step. */
const pipeline = (tables: Tables): readonly number[] =>
  once(tables, 'pipeline', () => {
    const atHome = new Map(tables.clearances.map((each) => [`${each.release} ${each.jurisdiction}`, each]));
    const active = new Set(tables.developers.map(({developer, week}) => `${developer} ${week}`));
    const steps = Math.ceil(tables.days / tables.stepDays);
    return Array.from({length: steps}, (_, step) => {
      const end = endOf(tables, step);
      return tables.releases.filter(({release, developer, kind, home, trained, tested, home_public}) => {
        if (kind === 'underground') return false;
        const place = atHome.get(`${release} ${home}`);
        // What is neither submitted nor public once its tests are over is kept back.
        const withheld = place !== undefined && tested < end && !(place.submitted < end);
        const givenUp = place?.state === 'abandoned' && place.left_gate < end;
        return trained < end && !(home_public < end) && !withheld && !givenUp && active.has(`${developer} ${step}`);
      }).length;
    });
  });

const overSteps =
  (course: (tables: Tables) => readonly number[]): Recomputed =>
  (tables, question) =>
    mean(stepsIn(tables, question).map((step) => course(tables)[step]));

/** Outcomes told by the dates and costs of releases. */
export const ofReleases: Readonly<Record<string, Recomputed>> = {
  time_to_market: followed((tables, question) => restrictedMeanOf(waitsForPublic(tables, question), 730)),
  time_to_market_median: (tables, question) => medianOf(waitsForPublic(tables, question)),
  never_public: followed((tables, question) =>
    mean(frontier(tables, question).map(({home_public}) => (home_public < tables.days ? 0 : 1))),
  ),
  compliance_cost: (tables, question) =>
    mean(frontier(tables, question).map((each) => each.staff_cost + each.fee_cost + each.remediation_cost)),
  delay_cost: (tables, question) => mean(frontier(tables, question).map((each) => each.delay_cost)),
  delay_cost_after: (tables, question) => mean(frontier(tables, question).map(({delay_cost_after: cost}) => cost)),
  variants_per_release: ({releases}, question) =>
    mean(
      releases
        .filter((each) => within(each.trained, question) && isOf(each, question))
        .map(({variants}) => (variants === 0 ? 1 : variants)),
    ),
  releases: rate(() => true),
  candidates(tables, question) {
    const submitted = new Map(
      tables.clearances.map((each) => [`${each.release} ${each.jurisdiction}`, each.submitted] as const),
    );
    const days = tables.releases
      .filter((each) => each.trained >= 0 && isOf(each, question))
      .flatMap((each) => {
        const known = [each.home_public, submitted.get(`${each.release} ${each.home}`) ?? NaN].filter(
          (day) => day >= 0,
        );
        return known.length > 0 ? [Math.min(...known)] : [];
      });
    return days.filter((day) => within(day, question)).length / years(tables, question);
  },
  releases_1e25: rate(({log10_flop}) => log10_flop >= 25),
  frontier_releases: rate((each) => each.frontier === 1),
  open_releases: rate((each) => each.open === 1 && each.log10_flop >= 23),
  iteration_gap({releases}, question) {
    const gaps = releases.flatMap((each, row) => {
      if (each.kind !== 'lab' || !within(each.home_public, question)) return [];
      // The table is in order of making.
      const before = releases
        .slice(0, row)
        .filter(({developer, home_public}) => developer === each.developer && home_public < each.home_public);
      return before.length > 0 ? [each.home_public - Math.max(...before.map(({home_public}) => home_public))] : [];
    });
    return mean(gaps);
  },
  public_frontier: overSteps(publicFrontier),
  pipeline: overSteps(pipeline),
};
