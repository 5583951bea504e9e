import {defaultWorld} from '../model/default-world.ts';
import {outcomes} from '../model/observe.ts';
import {parameters, switches} from '../model/schedule.ts';
import {SEGMENTS} from '../model/segments.ts';
import {DEFECT_CLASSES} from '../model/world.ts';
import type {Catalogue} from './catalogue-type.ts';

/** What documents may speak of in this version of the model. */
export const catalogue: Catalogue = {
  parameters,
  switches,
  segments: SEGMENTS,
  classes: DEFECT_CLASSES,
  defaultWorld,
  outcomes: outcomes.map(({id}) => id),
};
