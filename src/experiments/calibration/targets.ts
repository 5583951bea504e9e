import type {EnsembleResult} from '../ensemble.ts';
import {mean} from '../../numeric/sum.ts';
import {columnOf} from '../validation/measure.ts';

/** A number that was seen between 2023 and 2025, and how well it is known. */
export interface Target {
  readonly what: string;
  readonly unit: string;
  readonly seen: number;
  readonly tolerance: number; // one unit of distance: half the band that sources leave
  readonly use: 'train' | 'check'; // levels of the last year are kept for checking; growth over all years is not
  readonly source: string;
  readonly of: (result: EnsembleResult) => number; // mean over runs
}

const meanOf = (result: EnsembleResult, name: string): number =>
  mean(columnOf(result, name).filter((value) => value === value));

const EPOCH = 'Epoch AI (2025)';
const MENLO = 'Menlo Ventures (2023-25), surveys of enterprise buyers';
const AIID = 'AI Incident Database';

const months = 30.4375;

/** What the parameters called calibrated are fitted to, and what they are checked against. No target is about policy. */
export const targets: readonly Target[] = [
  {
    ...{what: 'growth of compute, 2023-25', unit: 'x per year', seen: 4.5, tolerance: 0.5, use: 'train', source: EPOCH},
    of: (result) => meanOf(result, 'compute_growth@hindcast'),
  },
  {
    ...{what: 'growth of cost, 2023-25', unit: 'x per year', seen: 2.5, tolerance: 0.55, use: 'train'},
    source: 'Cottier et al. (2024)',
    of: (result) => meanOf(result, 'cost_growth@hindcast'),
  },
  {
    ...{
      what: 'slope of the frontier, 2023-25',
      unit: 'ECI per year',
      seen: 26,
      tolerance: 4,
      use: 'train',
      source: EPOCH,
    },
    of: (result) => meanOf(result, 'frontier_slope@hindcast'),
  },
  {
    ...{what: 'lag of open weights, 2023-24', unit: 'months', seen: 3.5, tolerance: 1, use: 'train', source: EPOCH},
    of: (result) => (meanOf(result, 'open_lag@y2023') + meanOf(result, 'open_lag@y2024')) / 2 / months,
  },
  {
    ...{what: 'lag of open weights, 2025', unit: 'months', seen: 3.5, tolerance: 1, use: 'check', source: EPOCH},
    of: (result) => meanOf(result, 'open_lag@y2025') / months,
  },
  {
    ...{
      what: 'releases of 1e25 FLOP and more, 2023',
      unit: 'per year',
      seen: 4,
      tolerance: 4,
      use: 'train',
      source: EPOCH,
    },
    of: (result) => meanOf(result, 'releases_1e25@y2023'),
  },
  {
    ...{
      what: 'releases of 1e25 FLOP and more, 2024',
      unit: 'per year',
      seen: 19,
      tolerance: 7,
      use: 'train',
      source: EPOCH,
    },
    of: (result) => meanOf(result, 'releases_1e25@y2024'),
  },
  {
    ...{
      what: 'gap between releases of a lab, 2023-25',
      unit: 'months',
      seen: 2.5,
      tolerance: 1.25,
      use: 'train',
      source: EPOCH,
    },
    of: (result) => meanOf(result, 'iteration_gap@hindcast') / months,
  },
  {
    ...{
      what: 'open releases of 1e23 FLOP and more, 2023',
      unit: 'per year',
      seen: 35,
      tolerance: 15,
      use: 'train',
      source: EPOCH,
    },
    of: (result) => meanOf(result, 'open_releases@y2023'),
  },
  {
    ...{
      what: 'open releases of 1e23 FLOP and more, 2024',
      unit: 'per year',
      seen: 72,
      tolerance: 20,
      use: 'check',
      source: EPOCH,
    },
    of: (result) => meanOf(result, 'open_releases@y2024'),
  },
  {
    ...{
      what: 'share of the three largest, 2023',
      unit: 'share of enterprise spend',
      seen: 0.84,
      tolerance: 0.09,
      use: 'train',
      source: MENLO,
    },
    of: (result) => meanOf(result, 'cr3.us.enterprise@y2023'),
  },
  {
    ...{
      what: 'share of the three largest, 2024',
      unit: 'share of enterprise spend',
      seen: 0.84,
      tolerance: 0.09,
      use: 'train',
      source: MENLO,
    },
    of: (result) => meanOf(result, 'cr3.us.enterprise@y2024'),
  },
  {
    ...{
      what: 'share of the three largest, 2025',
      unit: 'share of enterprise spend',
      seen: 0.84,
      tolerance: 0.09,
      use: 'check',
      source: MENLO,
    },
    of: (result) => meanOf(result, 'cr3.us.enterprise@y2025'),
  },
  {
    ...{
      what: 'share of the leader of 2023 in 2024',
      unit: 'share of enterprise spend',
      seen: 0.37,
      tolerance: 0.06,
      use: 'train',
      source: MENLO,
    },
    of: (result) => meanOf(result, 'first_leader_share.us.enterprise@y2024'),
  },
  {
    ...{
      what: 'share of the leader of 2023 in 2025',
      unit: 'share of enterprise spend',
      seen: 0.27,
      tolerance: 0.05,
      use: 'check',
      source: MENLO,
    },
    of: (result) => meanOf(result, 'first_leader_share.us.enterprise@y2025'),
  },
  {
    ...{
      what: 'customers who change vendor, 2023-25',
      unit: 'share per year',
      seen: 0.11,
      tolerance: 0.04,
      use: 'train',
      source: MENLO,
    },
    of: (result) => meanOf(result, 'vendor_switching.enterprise@hindcast'),
  },
  {
    ...{what: 'reported incidents, 2023', unit: 'per year', seen: 149, tolerance: 30, use: 'train', source: AIID},
    of: (result) => meanOf(result, 'reported_incidents@y2023'),
  },
  {
    ...{what: 'reported incidents, 2024', unit: 'per year', seen: 233, tolerance: 45, use: 'train', source: AIID},
    of: (result) => meanOf(result, 'reported_incidents@y2024'),
  },
  {
    ...{what: 'reported incidents, 2025', unit: 'per year', seen: 362, tolerance: 70, use: 'check', source: AIID},
    of: (result) => meanOf(result, 'reported_incidents@y2025'),
  },
];

/** Distance of a value from its target, in tolerances. */
export const misfit = ({seen, tolerance}: Target, value: number): number => Math.abs(value - seen) / tolerance;

/** Root mean square of the misfits of the training targets; Infinity where one is undefined. */
export function distanceOf(result: EnsembleResult): number {
  const train = targets.filter(({use}) => use === 'train');
  const squares = train.map((target) => {
    const off = misfit(target, target.of(result));
    return off === off ? off * off : Infinity;
  });
  return Math.sqrt(squares.reduce((a, b) => a + b, 0) / train.length);
}
