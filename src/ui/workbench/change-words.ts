import type {Value} from '../../scenario/address.ts';
import {plainNumber} from '../controls/number-steps.ts';

/** One change in words: `Research: shortest stay 120`. */
export function plainChange(title: string, value: Value): string {
  if (typeof value === 'number') return `${title} ${plainNumber(value)}`;
  if (typeof value === 'boolean') return `${title} ${value ? 'on' : 'off'}`;
  return `${title} ${value === null ? 'none' : String(value)}`;
}
