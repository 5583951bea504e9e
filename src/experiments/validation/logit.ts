import type {DeveloperInput, RunInput} from '../../model/input.ts';
import {createModel} from '../../model/run.ts';
import type {Fact, Measured} from './fact.ts';
import {exactly} from './measure.ts';
import {ALONE, lab, textbook} from './worlds.ts';

const ELASTICITY = 4;
const DAYS = 3640;

/** Closed sellers without an outside good, alike but for what `more` says; nothing but choice and prices. */
function sellers(developers: readonly DeveloperInput[], prices: boolean, parameters: RunInput['parameters']): RunInput {
  return textbook(DAYS, developers, {
    mechanisms: {...ALONE, research: false, demand: true, prices},
    parameters: {
      'demand.taste_spread': 0,
      'demand.spend_tilt': 0,
      'demand.nest': 1,
      'demand.outside': -1000,
      'demand.own_elasticity': ELASTICITY,
      'demand.switching': 0.999,
      'market.growth': 1,
      ...parameters,
    },
  });
}

/** Share of the enterprise segment, by developer, and markups, at the end of the run. */
function settled(input: RunInput): {share: Float64Array; markup: Float64Array} {
  const model = createModel(input);
  const {tables} = model.run({seed: 'logit', replicate: 0, series: [], tables: ['shares']});
  const column = (name: string) => tables[0].columns.find((each) => each.name === name)?.values ?? [];
  const [week, segment, share] = [column('week'), column('segment'), column('share')];
  const last = Math.ceil(input.days / input.step_days) - 1;
  const own = Float64Array.from(share as Float64Array).filter(
    (_, row) => week[row] === last && segment[row] === 'enterprise',
  );
  const {price, unitCost} = model.world.developers.column;
  return {share: own, markup: own.map((_, row) => price[row] - unitCost[row])};
}

/** Most relative distance of values from what they should be. */
const distance = (values: Float64Array, wanted: number): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value / wanted - 1)), 0);

/** Fall of a seller's share, per cent, when its price is raised by one per cent, over a_p p (1 - s). */
function priceResponse(n: number): number {
  const alike = {markets: 'all'} as const;
  const developers = [lab('a', 'x', {...alike, count: n - 1}), lab('o', 'x', {...alike, open_weights: true})];
  const closed = 0.6 + 1 / ELASTICITY;
  // One seller has open weights, so that its price is a parameter; taste for open weights is neutral.
  const choice = (price: number) =>
    settled(sellers(developers, false, {'price.open': price, 'demand.open_discount': 0})).share[n - 1];
  const before = choice(closed);
  const fall = before / choice(closed * 1.01) - 1;
  const taste = 0.7; // weight of price of an enterprise
  return fall / (ELASTICITY * taste * closed * (1 - before) * 0.01);
}

/** Fact 3: identical developers share the market equally and mark up as the logit says. */
export const logit: Fact = {
  id: 'logit',
  kind: 'limit',
  plays: 0,
  title: 'Identical developers share the market equally and mark up as the logit says',
  target:
    'n = 2 to 12: shares and HHI 1/n (1 %), markup 1/(a_p (1 - 1/n)) (2 %); a price 1 % higher cuts the share by a_p p (1 - s) % (3 %)',
  source: 'Anderson, de Palma & Thisse (1992)',
  async measure() {
    await Promise.resolve();
    const counts = [2, 3, 5, 8, 12];
    const numbers = counts.flatMap((n): Measured[] => {
      const {share, markup} = settled(sellers([lab('a', 'x', {count: n, markets: 'all', installed: 1})], true, {}));
      const hhi = share.reduce((sum, s) => sum + s * s, 0);
      const off = (what: string, high: number) => ({what: `${what}, n = ${String(n)}`, unit: 'share', low: 0, high});
      return [
        exactly(off('distance of shares from 1/n', 0.01), distance(share, 1 / n)),
        exactly(off('distance of HHI from 1/n', 0.01), Math.abs(hhi * n - 1)),
        exactly(
          off('distance of markups from 1/(a_p (1 - 1/n))', 0.02),
          distance(markup, 1 / (ELASTICITY * (1 - 1 / n))),
        ),
      ];
    });
    const responses = [2, 5].map((n) =>
      exactly(
        {what: `price response over a_p p (1 - s), n = ${String(n)}`, unit: 'x', low: 0.97, high: 1.03},
        priceResponse(n),
      ),
    );
    return [...numbers, ...responses];
  },
};
