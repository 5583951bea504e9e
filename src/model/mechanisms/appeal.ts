import {exp} from '../../numeric/exp.ts';
import type {Run} from '../mechanism.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../segments.ts';
import {NEST} from '../world.ts';

const DAYS = 365.25;

/** Appeal of an offer to a segment, exp(d / l): what nests add up and choice divides. */
export interface Appeal {
  /** Of capability `q` from a developer, before what deters its customers. */
  of(developer: number, segment: number, q: number): number;
  /** Of capability `q` from a developer of a nest that is yet to be founded, at this price. */
  ofNewcomer(segment: number, q: number, efficiency: number, price: number, nest: number): number;
  /** Fall of utility with the price index in a segment, a_p. */
  sensitivity(segment: number): number;
  /** Whether anything may deter customers of a developer somewhere. */
  isDeterred(developer: number): boolean;
  /** What is left of the appeal of a developer to customers who may be punished, 0 to 1. */
  deterrence(developer: number, cell: number): number;
  /** The same for whoever of the underground sells in a jurisdiction. */
  undergroundDeterrence(jurisdiction: number): number;
  /** Sets the expected punishment of using the underground, utility; tells whether that is new. */
  punishUsers(jurisdiction: number, penalty: number): boolean;
  /** Sets the expected punishment of buying from a developer in a cell, utility; tells whether that is new. */
  punishCustomers(developer: number, cell: number, penalty: number): boolean;
  /** Lets what buyers take for granted follow the trained frontier for some days. */
  expect(days: number): void;
  begin(): void;
}

/** Makes the appeal of offers. Reads price, trust, efficiency, nest, trainedFrontier. */
export function createAppeal(run: Run): Appeal {
  const {world} = run;
  const {developers} = world;
  const Z = SEGMENTS.length;
  const l = run.number('demand.nest');
  const quality = run.number('demand.quality') / l;
  const sensitivity = run.number('demand.own_elasticity') * l; // a_p, utility per price index
  const trustWeight = run.number('demand.trust') / l;
  const openDiscount = run.number('demand.open_discount') / l;
  const friction = run.number('demand.underground_discount') / l;
  const expectation = run.number('demand.expectation_years') * DAYS;
  const profile = SEGMENTS.map((id) => SEGMENT_PROFILES[id]);
  const punished = new Float64Array(world.jurisdictions.length); // of using the underground, utility
  const own = developers.extend({deterred: 'u8', penalty: ['f64', 'cell']});
  let expected = 0; // capability that buyers take for granted, ECI

  /** Utility / l of what a nest lacks beside a closed service of the same quality and price. */
  function lack(nest: number, segment: number): number {
    if (nest === NEST.closed) return 0;
    // Who cares for trust cares for a seller who can be held to account.
    return nest === NEST.open ? openDiscount : openDiscount + friction * profile[segment].trust;
  }

  return {
    of(developer, segment, q) {
      const {price, trust, efficiency, nest} = developers.column;
      const taste = profile[segment];
      return exp(
        quality * taste.quality * (q - expected) -
          ((sensitivity * taste.price) / l) * price[developer] +
          trustWeight * taste.trust * trust[developer] +
          efficiency[developer] / l +
          lack(nest[developer], segment),
      );
    },
    ofNewcomer(segment, q, efficiency, price, nest) {
      const taste = profile[segment];
      return exp(
        quality * taste.quality * (q - expected) -
          ((sensitivity * taste.price) / l) * price +
          efficiency / l +
          lack(nest, segment),
      );
    },
    sensitivity: (segment) => sensitivity * profile[segment].price,
    isDeterred: (developer) =>
      developers.column.nest[developer] === NEST.underground || own.column.deterred[developer] === 1,
    deterrence(developer, cell) {
      const underground = developers.column.nest[developer] === NEST.underground;
      const penalty = own.column.penalty[developer * world.jurisdictions.length * Z + cell];
      return exp(-(penalty + (underground ? punished[Math.floor(cell / Z)] : 0)) / l);
    },
    undergroundDeterrence: (jurisdiction) => exp(-punished[jurisdiction] / l),
    punishUsers(jurisdiction, penalty) {
      if (punished[jurisdiction] === penalty) return false;
      punished[jurisdiction] = penalty;
      return true;
    },
    punishCustomers(developer, cell, penalty) {
      const at = developer * world.jurisdictions.length * Z + cell;
      if (own.column.penalty[at] === penalty) return false;
      own.column.penalty[at] = penalty;
      own.column.deterred[developer] = 1;
      return true;
    },
    expect(days) {
      if (world.trainedFrontier === -Infinity) return; // nobody has trained anything yet
      expected += (world.trainedFrontier - expected) * (1 - exp(-days / expectation));
    },
    begin() {
      punished.fill(0);
      expected =
        run.number('research.origin') - run.number('research.frontier_slope') * run.number('demand.expectation_years');
    },
  };
}
