import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';

const LN2 = 0.6931471805599453;

/** What an authority has noticed of harm, and what it has become used to. */
export interface Attention {
  begin(): void;
  /** Takes in the harm (money) reported to each place in a span, years. */
  notice(harm: Float64Array, years: number): void;
  /** ln[(H + h0)/(H_ref + h0)] of a place: how far noticed harm stands above what is usual. */
  excess(j: number): number;
  /** H of a place, money per year. */
  noticed(j: number): number;
}

/**
 * Two fading averages over what has been seen since the first day: H, of harm, and H_ref, of ln(H + h0), so the usual
 * is a geometric mean and steady harm leaves no excess however much it scatters.
 *
 * Harm that grows at rate g has the excess g / b, b the rate of habituation. Both averages divide by the weight seen
 * so far: a run does not begin with an alarm because it begins with an empty memory.
 */
export function createAttention(places: number, halfLife: number, habituation: number, floor: number): Attention {
  const harmSum = new Float64Array(places); // money
  const usualSum = new Float64Array(places); // log units x years
  const level = new Float64Array(places); // ln[(H + h0) / h0]
  let seen = 0; // weight of the years seen, by salience
  let lived = 0; // the same, by habituation

  return {
    begin() {
      harmSum.fill(0);
      usualSum.fill(0);
      level.fill(0);
      seen = 0;
      lived = 0;
    },
    notice(harm, years) {
      const fade = exp((-LN2 / halfLife) * years);
      const wear = exp((-LN2 / habituation) * years);
      seen = seen * fade + years;
      lived = lived * wear + years;
      for (let j = 0; j < places; j++) {
        harmSum[j] = harmSum[j] * fade + harm[j];
        level[j] = ln((harmSum[j] / seen + floor) / floor);
        usualSum[j] = usualSum[j] * wear + level[j] * years;
      }
    },
    excess: (j) => (lived > 0 ? level[j] - usualSum[j] / lived : 0),
    noticed: (j) => (seen > 0 ? harmSum[j] / seen : 0),
  };
}
