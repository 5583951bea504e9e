import type {ComparisonResult} from '../experiments/compare.ts';
import type {Table} from './csv.ts';
import {metricName} from './metric-name.ts';

/** One row per variant, outcome and window: what changes against the reference, pair by pair. */
export function differencesTable({reference, variants}: ComparisonResult): Table {
  const means = ['mean_a', 'mean_b', 'mean_difference', 'ci90_low', 'ci90_high'];
  const shares = ['share_b_above_a', 'share_ci90_low', 'share_ci90_high', 'share_tied', 'variance_ratio'];
  return {
    header: ['reference', 'scenario', 'metric', 'entity', 'window', 'unit', 'n_pairs', ...means, ...shares],
    rows: variants.flatMap(({id: variant, outcomes}) =>
      outcomes.map(({id, window, unit, a, b, ...paired}) => [
        ...[reference.id, variant, ...metricName(id), window, unit, paired.pairs],
        ...[a.mean, b.mean, paired.mean_difference, ...paired.ci90],
        ...[paired.share_b_above_a, ...paired.share_ci90, paired.share_tied, paired.variance_ratio],
      ]),
    ),
  };
}
