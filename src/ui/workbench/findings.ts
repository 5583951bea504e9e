import {decimalsForInterval, formatNumber, formatShare, formatSigned, withUnit} from '../format.ts';
import type {Headline} from './headlines.ts';

/** A paired difference B − A over the runs in which both sides have a value. */
export interface Difference {
  readonly n: number; // paired runs
  readonly mean: number;
  readonly low: number; // 90 % interval of the mean
  readonly high: number;
  readonly shareAbove: number; // of paired runs in which B exceeds A
  readonly shareTied: number;
}

export type Verdict = 'higher' | 'lower' | 'unresolved' | 'same' | 'unknown';

/** What the interval allows to say: nothing while it holds zero. */
export function verdictOf({n, mean, low, high, shareTied}: Difference): Verdict {
  if (n < 2 || !Number.isFinite(mean)) return 'unknown';
  if (shareTied === 1) return 'same';
  if (!Number.isFinite(low) || !Number.isFinite(high) || (low <= 0 && high >= 0)) return 'unresolved';
  return mean > 0 ? 'higher' : 'lower';
}

/** The finding of one outcome as a title, e.g. `B takes 131 days longer`. */
export function findingOf(headline: Headline, difference: Difference): string {
  const verdict = verdictOf(difference);
  const decimals = decimalsForInterval(difference.low, difference.high);
  const size = formatNumber(Math.abs(difference.mean), decimals);
  switch (verdict) {
    case 'higher':
      return headline.higher.replace('{n}', size);
    case 'lower':
      return headline.lower.replace('{n}', size);
    case 'unresolved':
      return `No resolved difference in ${headline.noun}`;
    case 'same':
      return `${headline.title} is the same in every run`;
    case 'unknown':
      return headline.title;
  }
}

/** `90 % interval of the mean +120 to +142 days`. */
export function intervalText({low, high}: Difference, unit: string): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return '90\u00a0% interval of the mean not known yet';
  const decimals = decimalsForInterval(low, high);
  const [from, to] = [formatSigned(low, decimals), formatSigned(high, decimals)];
  return unit.startsWith('USD')
    ? `90\u00a0% interval of the mean ${from} to ${to}\u00a0${unit.replace('USD ', 'USD\u00a0')}`
    : `90\u00a0% interval of the mean ${from} to ${withUnit(to, unit)}`;
}

const FEW = 30; // runs, below which a percentage claims more than was counted

/** How many futures agree: `B is higher in 97 % of 200 paired runs`, or `in 2 of 20`. */
export function shareText({n, shareAbove, shareTied}: Difference): string {
  if (n === 0) return 'No paired runs yet';
  if (shareTied === 1) return `A and B are equal in all ${String(n)} paired runs`;
  const runs = `${formatNumber(n, 0)} paired ${n === 1 ? 'run' : 'runs'}`;
  const part = (share: number) => (n < FEW ? formatNumber(share * n, 0) : formatShare(share));
  const how = shareAbove === 1 ? 'all' : shareAbove === 0 ? 'none of' : `${part(shareAbove)} of`;
  const above = `B is higher in ${how} ${runs}`;
  return shareTied > 0 ? `${above}, equal in ${part(shareTied)}` : above;
}
