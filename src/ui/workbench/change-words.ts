import type {Value} from '../../scenario/address.ts';
import {withUnit} from '../format.ts';
import {plainNumber} from '../controls/number-steps.ts';

/** One change in words: `Research: minimum stay 120 days`. */
export function plainChange(title: string, value: Value, unit: string): string {
  if (typeof value === 'number') return `${title} ${withUnit(plainNumber(value), unit)}`;
  if (typeof value === 'boolean') return `${title} ${value ? 'on' : 'off'}`;
  return `${title} ${value === null ? 'none' : String(value)}`;
}

/** A name that says how much was changed: `Article 90 (3 changes)`. */
export function withChanges(name: string, changes: number): string {
  if (changes === 0 || name === '') return name;
  return `${name} (${changes === 1 ? '1\u00a0change' : `${String(changes)}\u00a0changes`})`;
}
