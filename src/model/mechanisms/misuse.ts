import {exp} from '../../numeric/exp.ts';
import type {Run} from '../mechanism.ts';
import type {Parameters} from '../parameter.ts';
import {CLEARANCE} from '../world.ts';

/** Numbers of what adversaries learn while access is staged. */
export const misuseParameters = {
  'misuse.share': {
    type: 'number',
    title: 'Share of incidents that are deliberate misuse',
    group: 'defects',
    role: 'observed',
    source: 'MIT AI Incident Tracker: about half of the classified incidents are intentional',
    unit: 'share',
    default: 0.5,
    low: 0.4,
    high: 0.6,
    min: 0,
    max: 1,
  },
  'misuse.learning': {
    type: 'number',
    title: 'Most that staged access before public release can add to misuse, against none',
    group: 'defects',
    role: 'assumed',
    source:
      'assumed: that adversaries prepare while access is staged is argued but measured nowhere, so it is off unless asked for',
    unit: 'share',
    default: 0,
    low: 0,
    high: 1,
    min: 0,
    max: Infinity,
  },
  'misuse.learning_use': {
    type: 'number',
    title: 'Staged use after which adversaries have learned 63 % of what there is',
    group: 'defects',
    role: 'assumed',
    source: 'assumed: a thousandth to a hundredth of public use for some weeks',
    unit: 'M user-weeks',
    default: 1,
    low: 0.1,
    high: 10,
    min: 0,
    above: 0,
    max: Infinity,
  },
} as const satisfies Parameters;

/**
 * Makes the worth of a release's use for incidents: 1, and more once it is public if adversaries could prepare,
 * 1 + share x learning x (1 - exp(-staged use / scale)).
 *
 * Reads clearance and exposure of this step, once a step. Keeps the use before public release. Draws nothing.
 */
export function createMisuse(run: Run): (release: number) => number {
  const {releases, jurisdictions} = run.world;
  const most = run.number('misuse.share') * run.number('misuse.learning');
  const scale = run.number('misuse.learning_use');
  const own = releases.extend({staged: 'f64', public: 'u8'});
  const width = jurisdictions.length;

  function isPublic(release: number): boolean {
    const {clearance} = releases.column;
    for (let place = release * width; place < (release + 1) * width; place++) {
      if (clearance[place] === CLEARANCE.cleared) return true;
    }
    return false;
  }

  return (release) => {
    if (most === 0) return 1;
    const {column} = own;
    if (column.public[release] === 0 && isPublic(release)) column.public[release] = 1;
    if (column.public[release] === 1)
      return column.staged[release] === 0 ? 1 : 1 + most * (1 - exp(-column.staged[release] / scale));
    column.staged[release] += releases.column.exposure[release];
    return 1;
  };
}
