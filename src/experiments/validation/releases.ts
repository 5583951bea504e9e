import {variance} from '../../numeric/sum.ts';
import {mean} from '../../numeric/sum.ts';
import type {Fact, Measured} from './fact.ts';
import {columnOf, hindcast, meanOver} from './measure.ts';

/** Variance over mean of a count per run: 1 for Poisson, 0 for a metronome. Its s.e. is near sqrt(2 / (n - 1)) times it. */
function dispersion(counts: Float64Array): Measured {
  const value = variance(counts) / mean(counts);
  const reach = 1.645 * value * Math.sqrt(2 / (counts.length - 1));
  const what = 'variance over mean of the releases of a year between runs';
  return {what, unit: 'x', value, interval: [value - reach, value + reach], low: 0.6, high: 10};
}

/** Fact 7: large releases come as often as they were seen to, and never like a metronome. */
export const releases: Fact = {
  id: 'releases',
  kind: 'pattern',
  plays: 0,
  title: 'Large releases come as often as they were seen to, and never like a metronome',
  target: '2024: 12 to 26 releases of 1e25 FLOP and more; median gap of a lab 1.5 to 4 months; counts Poisson or wider',
  source: 'Epoch AI, notable models (snapshot of April 2025)',
  limitation:
    'The time between training runs was fitted to these counts and gaps; only their spread was left free. The snapshot ends in April 2025. A lab publishes a run only where it beats its last release, so that a lucky run is followed by a pause: with chance in capability, counts vary less between runs than those of a Poisson process; without it they vary more.',
  async measure({preset, play}) {
    const result = await play(hindcast(preset('no-staging')));
    const gap = columnOf(result, 'iteration_gap@hindcast').map((days) => days / 30.4375);
    const counts = columnOf(result, 'releases_1e25@y2024');
    return [
      meanOver({what: 'releases of 1e25 FLOP and more in 2024', unit: 'per year', low: 12, high: 26}, counts),
      meanOver({what: 'gap between releases of a lab', unit: 'months', low: 1.5, high: 4}, gap),
      dispersion(counts),
    ];
  },
};
