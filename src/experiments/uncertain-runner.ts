import {KINDS, type RunInput} from '../model/input.ts';
import type {NumberParameter} from '../model/parameter.ts';
import {parameters} from '../model/schedule.ts';
import {SEGMENTS} from '../model/segments.ts';
import {DEFECT_CLASSES} from '../model/world.ts';
import calibrated from './calibration/points.json' with {type: 'json'};
import type {Runner} from './runner.ts';
import {type Point, samplePoint, uncertainParameters} from './uncertain-parameters.ts';

/** Runs at each point: two tell the noise of seeds from the uncertainty of parameters, more would tell it no cheaper. */
export const RUNS_PER_POINT = 2;

/** Points that are under way at once: enough to keep the threads of a machine busy. */
const UNDER_WAY = 8;

/** Parameters that calibration has fitted together: they are drawn together. */
const FITTED: readonly string[] = Object.keys((calibrated.points as readonly object[])[0] ?? {});

/** The point at which a replicate of an uncertain ensemble is played. */
export const pointOf = (replicate: number): number => Math.floor(replicate / RUNS_PER_POINT);

/** The points of an input's parameter uncertainty, the same for every scenario of a seed as far as it leaves them free. */
export function pointsOf(input: RunInput, seed: string): (point: number) => Point {
  const jurisdictions = input.world.jurisdictions.map(({id}) => id);
  const stages = [...new Set(input.policy.flatMap(({regime}) => (regime.stages ?? []).map(({id}) => id)))];
  const membersOf = ({family}: NumberParameter): readonly string[] => {
    if (family === 'jurisdiction') return jurisdictions;
    if (family === 'stage') return stages;
    if (family === 'segment') return SEGMENTS;
    if (family === 'class') return DEFECT_CLASSES;
    return family === 'kind' ? KINDS : [];
  };
  const uncertain = uncertainParameters(parameters, membersOf, input, FITTED);
  return (point) => samplePoint(input, uncertain, seed, point, calibrated.points);
}

/**
 * A runner that plays replicates 0 and 1 at point 0 of the parameters' ranges, 2 and 3 at point 1, and so on: an
 * ensemble over it spreads by what is not known as well as by chance.
 */
export function uncertainRunner(inner: Runner): Runner {
  return {
    async run(request, options) {
      const {from, to, input, seed} = request;
      const at = pointsOf(input, seed);
      let next = pointOf(from);
      const work = async (): Promise<void> => {
        while (next * RUNS_PER_POINT < to) {
          const point = next++;
          const first = Math.max(point * RUNS_PER_POINT, from);
          const end = Math.min((point + 1) * RUNS_PER_POINT, to);
          await inner.run({...request, input: at(point).input, from: first, to: end}, options);
        }
      };
      await Promise.all(Array.from({length: UNDER_WAY}, work));
    },
    close() {
      inner.close();
    },
  };
}
