import {describe, expect, it} from 'vitest';
import type {Regime, RunInput} from '../../src/model/input.ts';
import {SEGMENT_PROFILES, SEGMENTS} from '../../src/model/segments.ts';
import {ALONE, developer, entry, jurisdiction, regime, scenario, takeApart} from './support.ts';

// Oracle: the nested logit in closed form, and the gatekeeper's calculation by hand.

const L = 0.6;
const FRICTION = 0.5;
const SCREENING = 4; // USD per user and year
const MARGIN = 0.4;
const PRICE = 0.2;
const SPEND = 3000; // USD M per year
const USERS = 100; // M

function hosted(duty: Regime['open_weights'], more: Partial<Regime> = {}): RunInput {
  return scenario({
    days: 3640,
    world: {
      jurisdictions: [
        jurisdiction('x', {spend_share: 0.5, user_share: 0.5}),
        jurisdiction('y', {spend_share: 0.5, user_share: 0.5}),
      ],
      developers: [
        developer('c', 'x', {markets: 'all'}),
        developer('o', 'x', {markets: 'all', open_weights: true, installed: 1}),
      ],
    },
    mechanisms: {...ALONE, research: false, demand: true},
    policy: [entry('duty', ['x'], regime([], {open_weights: duty, ...more}), {from: 100})],
    parameters: {
      'demand.taste_spread': 0,
      'demand.spend_tilt': 0, // one vendor each
      'demand.quality': 0,
      'demand.nest': L,
      'demand.outside': 0,
      'demand.switching': 0.999,
      'market.growth': 1,
      'market.spend': SPEND,
      'users.potential': USERS,
      'users.growth': 1,
      'price.open': PRICE,
      'demand.open_discount': -1,
      'gatekeeper.friction': FRICTION,
      'gatekeeper.margin': MARGIN,
      'gatekeeper.screening': SCREENING,
    },
  });
}

/** Shares of the open seller at the end, by segment, relative to those of the nested logit with this friction. */
function relative(input: RunInput, j: number, friction: number): readonly number[] {
  const parts = takeApart(input);
  parts.play();
  const {price} = parts.run.world.developers.column;
  const sensitivity = 3.5 * L;
  return SEGMENTS.map((id, z) => {
    const taste = SEGMENT_PROFILES[id].price;
    const closed = Math.exp(-sensitivity * taste * price[0]);
    const open = Math.exp(-1 - friction - sensitivity * taste * PRICE);
    return parts.phases.market.share()[12 + j * 6 + z] / (open / (open + closed + 1));
  });
}

describe('cloud providers who host open weights', () => {
  it('pass on the friction of a duty to watch, where it holds', () => {
    const input = hosted('monitored');
    for (const share of relative(input, 0, FRICTION)) expect(Math.abs(share - 1)).toBeLessThan(1e-9);
    for (const share of relative(input, 1, 0)) expect(Math.abs(share - 1)).toBeLessThan(1e-9);
  });

  it.each(['access_controlled', 'api_only'] as const)('refuse whom it does not pay to screen: %s', (duty) => {
    const shares = relative(hosted(duty), 0, FRICTION);
    SEGMENTS.forEach((id, z) => {
      const {spend, users} = SEGMENT_PROFILES[id];
      const pays = (MARGIN * PRICE * SPEND * spend) / (USERS * users) >= SCREENING;
      expect([id, Math.round(shares[z] * 1e6) / 1e6]).toEqual([id, pays ? 1 : 0]);
    });
    // Both happen.
    expect(shares.filter((share) => share === 0).length).toBeGreaterThan(0);
    expect(shares.filter((share) => share > 0).length).toBeGreaterThan(0);
  });

  it('do as before under other rules, for what the rules do not cover, and when the duty ends', () => {
    const covered = hosted('monitored');
    const ended = {...covered, policy: covered.policy.map((each) => ({...each, until: 400}))};
    const big = hosted('api_only', {threshold: {index: 'fixed', flop: 1e25}});
    for (const input of [hosted('covered'), hosted('exempt'), hosted('watermark'), big, ended]) {
      for (const share of relative(input, 0, 0)) expect(Math.abs(share - 1)).toBeLessThan(1e-9);
    }
  });
});
