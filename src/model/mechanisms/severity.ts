import {expm1} from '../../numeric/expm1.ts';
import {ln} from '../../numeric/ln.ts';
import {pow} from '../../numeric/pow.ts';
import type {Parameters} from '../parameter.ts';
import type {Run} from '../mechanism.ts';

/** Numbers of the harm of an incident: a Pareto law cut off at a cap, for the untruncated one has no mean at alpha <= 1. */
export const severityParameters = {
  'severity.alpha': {
    type: 'number',
    title: 'Tail exponent of severity',
    group: 'defects',
    role: 'assumed',
    source: 'assumed: heavy tails of cyber losses',
    unit: '1',
    default: 1.3,
    low: 0.9,
    high: 2,
    min: 0,
    above: 0,
    max: Infinity,
  },
  'severity.minimum': {
    type: 'number',
    title: 'Smallest severity of an incident',
    group: 'defects',
    role: 'assumed',
    source: 'assumed',
    unit: 'USD M',
    default: 0.1,
    low: 0.05,
    high: 1,
    min: 0,
    above: 0,
    max: Infinity,
  },
  'severity.cap': {
    type: 'number',
    title: 'Largest severity of an incident',
    group: 'defects',
    role: 'assumed',
    source: 'assumed: keeps the mean finite',
    unit: 'USD M',
    default: 100000,
    low: 10000,
    high: 1000000,
    min: 0,
    above: 0,
    max: Infinity,
  },
  'severity.severe': {
    type: 'number',
    title: 'Severity from which an incident counts as severe',
    group: 'defects',
    role: 'assumed',
    source: 'assumed',
    unit: 'USD M',
    default: 10,
    low: 1,
    high: 100,
    min: 0,
    max: Infinity,
  },
  'severity.catastrophe': {
    type: 'number',
    title: 'Severity from which an incident counts as a catastrophe',
    group: 'defects',
    role: 'assumed',
    source: 'assumed: no agreed threshold exists',
    unit: 'USD M',
    default: 10000,
    low: 1000,
    high: 100000,
    min: 0,
    max: Infinity,
  },
} as const satisfies Parameters;

/** Mean of the truncated Pareto law of severity, USD M. */
export function meanSeverity(run: Run): number {
  const alpha = run.number('severity.alpha');
  const least = run.number('severity.minimum');
  const cap = run.number('severity.cap');
  const ratio = least / cap;
  if (alpha === 1) return (least * -ln(ratio)) / (1 - ratio);
  return (((alpha * least) / (alpha - 1)) * (1 - pow(ratio, alpha - 1))) / (1 - pow(ratio, alpha));
}

/** Mean of the smaller of severity and a limit, USD M: the part of a harm that assets of that size can pay for. */
export function limitedSeverity(run: Run): (limit: number) => number {
  const alpha = run.number('severity.alpha');
  const least = run.number('severity.minimum');
  const cap = run.number('severity.cap');
  const edge = pow(least / cap, alpha); // P(severity > cap) before the cut
  return (limit) => {
    if (limit <= least) return Math.max(limit, 0);
    const top = Math.min(limit, cap);
    // The integral of P(severity > x) from 0 to the limit.
    const growth = ln(top / least);
    const tail = alpha === 1 ? least * growth : (least * expm1((1 - alpha) * growth)) / (1 - alpha);
    return least + (tail - edge * (top - least)) / (1 - edge);
  };
}
