import type {Run} from '../mechanism.ts';
import {SEGMENTS} from '../segments.ts';

/** Whether a developer has a product on sale in a jurisdiction: somebody there is its customer. */
export function isOnSale({world, market}: Run, developer: number, j: number): boolean {
  const share = market.share();
  const first = (developer * world.jurisdictions.length + j) * SEGMENTS.length;
  for (let at = first; at < first + SEGMENTS.length; at++) if (share[at] > 0) return true;
  return false;
}
