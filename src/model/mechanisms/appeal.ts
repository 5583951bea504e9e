import {exp} from '../../numeric/exp.ts';
import type {Run} from '../mechanism.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../segments.ts';

const DAYS = 365.25;

/** Appeal of an offer to a segment, exp(d / l): what nests add up and choice divides. */
export interface Appeal {
  /** Of capability `q` from a developer. */
  of(developer: number, segment: number, q: number): number;
  /** Of capability `q` from a closed developer that is yet to be founded, at this price. */
  ofNewcomer(segment: number, q: number, efficiency: number, price: number): number;
  /** Lets what buyers take for granted follow the trained frontier for some days. */
  expect(days: number): void;
  begin(): void;
}

/** Makes the appeal of offers. Reads price, trust, efficiency, trainedFrontier. */
export function createAppeal(run: Run): Appeal {
  const {world} = run;
  const {developers} = world;
  const l = run.number('demand.nest');
  const quality = run.number('demand.quality') / l;
  const sensitivity = run.number('demand.own_elasticity') * l; // a_p, utility per price index
  const trustWeight = run.number('demand.trust') / l;
  const openDiscount = run.number('demand.open_discount') / l;
  const expectation = run.number('demand.expectation_years') * DAYS;
  const profile = SEGMENTS.map((id) => SEGMENT_PROFILES[id]);
  let expected = 0; // capability that buyers take for granted, ECI

  return {
    of(developer, segment, q) {
      const {price, trust, efficiency, open} = developers.column;
      const taste = profile[segment];
      return exp(
        quality * taste.quality * (q - expected) -
          ((sensitivity * taste.price) / l) * price[developer] +
          trustWeight * taste.trust * trust[developer] +
          efficiency[developer] / l +
          (open[developer] === 1 ? openDiscount : 0),
      );
    },
    ofNewcomer(segment, q, efficiency, price) {
      const taste = profile[segment];
      return exp(quality * taste.quality * (q - expected) - ((sensitivity * taste.price) / l) * price + efficiency / l);
    },
    expect(days) {
      expected += (world.trainedFrontier - expected) * (1 - exp(-days / expectation));
    },
    begin() {
      expected =
        run.number('research.origin') - run.number('research.frontier_slope') * run.number('demand.expectation_years');
    },
  };
}
