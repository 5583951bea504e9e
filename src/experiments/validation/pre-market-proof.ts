import type {Fact} from './fact.ts';
import {columnOf, combine, meanOver} from './measure.ts';

/** Fact 9: proof before sale keeps new candidates out, at once and for long. */
export const preMarketProof: Fact = {
  id: 'pre-market-proof',
  kind: 'pattern',
  plays: 2,
  title: 'Proof before sale keeps new candidates out, at once and for long',
  target:
    'over ten years 50 to 70 % fewer new candidates, most of it at once but still falling after the fifth year; 40 to 65 % fewer approvals',
  source:
    'Peltzman (1973); Grabowski, Vernon & Thomas (1978) on the drug law of 1962: -61 %, later -81 %; approvals -49 %',
  limitation:
    'An AI release is copied and mended within weeks and sold abroad meanwhile, a drug is not: start-ups here keep being founded for other markets, and the fall does not deepen.',
  async measure({preset, play}) {
    const input = preset('pre-market-proof');
    const [without, under] = await Promise.all([play({...input, policy: [], parameters: {}}), play(input)]);
    const fall = (name: string): Float64Array =>
      combine([columnOf(without, name), columnOf(under, name)], (a, b) => (a > 0 ? b / a - 1 : NaN));
    const band = (what: string, low: number, high: number) => ({what, unit: 'share', low, high});
    return [
      meanOver(
        band('new products in the United States, first to tenth year', -0.7, -0.5),
        fall('product_entries.us@decade'),
      ),
      meanOver(
        band('the same, sixth to tenth year less first to fifth', -1, 0),
        combine(
          [fall('product_entries.us@years_6_10'), fall('product_entries.us@years_1_5')],
          (late, early) => late - early,
        ),
      ),
      meanOver(band('releases made public by developers at home there', -0.65, -0.4), fall('releases.us@decade')),
    ];
  },
};
