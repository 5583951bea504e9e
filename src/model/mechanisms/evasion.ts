import {exponential, openUniform} from '../../numeric/distributions.ts';
import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import {KINDS} from '../input.ts';
import type {Run} from '../mechanism.ts';
import {EVERYONE, SEGMENTS} from '../segments.ts';
import type {ActiveRegime} from '../world.ts';
import {type Beliefs, createBeliefs} from './beliefs.ts';
import {detectionChance, undisturbed} from './deterrence.ts';
import {enforcement} from './enforcement.ts';
import {createSanctions, type Sanctions} from './sanctions.ts';

const DAYS = 365.25;
const OPEN = KINDS.indexOf('open');
const STARTUP = KINDS.indexOf('startup');

/**
 * What a developer can do about a rule: go through the gate, keep the release back, sell it all the same, serve from
 * elsewhere, give the weights away without a name on them, go on in secret.
 */
export const WAY = {comply: 0, hold: 1, defy: 2, relocate: 3, open: 4, hide: 5} as const;
const WAYS = Object.keys(WAY).length;

/** How a violation goes on: at home in the open, from elsewhere, without a name on it, in secret. */
export const MODE = {home: 0, elsewhere: 1, nameless: 2, secret: 3} as const;

/** What a choice depends on, beside the developer: days, and USD M of compliance still to be paid. */
export interface Terms {
  wait: number; // in the gate
  cost: number;
  life: number; // of the release
  easing: number; // until the rule no longer covers it, Infinity for never
  announced: number; // day the rule was announced
}

/** The choice to comply or to evade. */
export interface Evasion {
  readonly on: boolean;
  readonly beliefs: Beliefs;
  readonly sanctions: Sanctions;
  /** Places (releases in jurisdictions) in which a violation was seen since the gate last looked. */
  readonly caught: number[];
  /** What a release would earn in every segment of a jurisdiction, taken down before it is offered there. */
  weigh(place: number): void;
  /** The best way at these terms. With `defy`, `maskOf` tells which segments are served without clearance. */
  choose(place: number, regime: ActiveRegime, terms: Terms): number;
  maskOf(place: number): number;
  /** Utility that customers lose when they are served from elsewhere, and those of mean trust in secret. */
  readonly frictionLoss: number;
  readonly secrecyLoss: number;
  /** Share of inspections to which a violation of this mode can show. */
  readonly visible: readonly number[];
  /** Day from which a developer can serve a jurisdiction from elsewhere, or in secret. */
  readyElsewhere(developer: number, jurisdiction: number, announced: number): number;
  readyInSecret(developer: number, jurisdiction: number, announced: number): number;
  begin(): void;
}

/**
 * Makes the choice: the way with the highest value per unit at stake, plus what else moves the developer.
 *
 * That noise is one Gumbel draw per release, jurisdiction and way, so chances are a logit, and a release changes its
 * way only when its terms change. Whoever gives the weights away forgoes what a closed service earns, at once and for
 * good. Labs are too well known to go on in secret. Reads market gains, beliefs, sanctions. Draws a number per release,
 * jurisdiction and way, and two waiting times per developer and jurisdiction.
 */
export function createEvasion(run: Run): Evasion {
  const {world, clock} = run;
  const {developers, releases} = world;
  const J = world.jurisdictions.length;
  const Z = SEGMENTS.length;
  const beliefs = createBeliefs(run);
  const sanctions = createSanctions(run);
  const sensitivity = run.number('inspection.sensitivity');
  const rates = SEGMENTS.map((id) => run.member('inspection.rate', id));
  const noise = run.number('evasion.noise');
  const friction = run.number('evasion.friction');
  const reach = run.number('evasion.reach');
  const lag = run.number('evasion.relocation_lag');
  const secretLag = run.number('underground.supplier_lag');
  const secrecyLoss = Math.max(-run.number('demand.underground_discount'), 0);
  const secretCustomers = exp(-secrecyLoss / run.number('demand.nest'));
  const openKept = run.number('evasion.open_kept');
  const visible = [1, 1, run.number('evasion.attribution'), 1 - run.number('underground.conceal')]; // by mode
  const decay = (run.number('value.discount') + run.number('value.erosion')) / DAYS;
  const own = releases.extend({stake: ['f64', 'cell'], mask: ['u8', 'jurisdiction']}); // stake: USD M per year
  const value = new Float64Array(WAYS);
  const order = new Int32Array(Z); // segments by what evading gains for each inspection risked
  const caught: number[] = [];

  const seen = (developer: number, j: number, mask: number, years: number): number =>
    beliefs.believed(developer, j, mask) * years * sensitivity;

  /** Value of serving segments without clearance, as a share of what is at stake; the best set of segments goes to `mask`. */
  function defiance(place: number, complying: number, kept: number, terms: Terms, stake: number, loss: number): number {
    const developer = releases.column.developer[Math.floor(place / J)];
    const j = place % J;
    const life = terms.life / DAYS;
    // A sum of gains less a concave function of a sum of rates is largest at a set that ranks segments by their ratio.
    rank(place);
    let best = -Infinity;
    let mask = 0;
    let served = 0;
    for (let n = 0; n < Z; n++) {
      mask |= 1 << order[n];
      served += own.column.stake[place * Z + order[n]];
      const all = n === Z - 1;
      const expected = seen(developer, j, mask, all ? life : Math.min(terms.wait / DAYS, life));
      const gain = all ? undisturbed(expected) : complying + (served / stake) * (1 - kept) * undisturbed(expected);
      const worth = gain - (detectionChance(expected, 1) * loss) / (stake * life);
      if (worth <= best) continue;
      best = worth;
      own.column.mask[place] = mask;
    }
    return best;
  }

  function rank(place: number): void {
    const {stake} = own.column;
    for (let z = 0; z < Z; z++) {
      let at = z;
      // a / r > b / s without dividing by a rate of 0; ties keep the order of segments
      while (at > 0 && stake[place * Z + z] * rates[order[at - 1]] > stake[place * Z + order[at - 1]] * rates[z]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = z;
    }
  }

  function readyElsewhere(developer: number, j: number, announced: number): number {
    const {idLow, idHigh} = developers;
    const draws = run.draws.at(
      idLow[developer],
      idHigh[developer],
      run.world.drawKeys[j],
      enforcement.decisions.relocation,
    );
    return announced + lag * exponential(draws);
  }

  /** The same with as long a wait as covert supply takes. */
  function readyInSecret(developer: number, j: number, announced: number): number {
    const {idLow, idHigh} = developers;
    const key = run.world.drawKeys[j];
    const draws = run.draws.at(idLow[developer], idHigh[developer], key, enforcement.decisions.relocation);
    exponential(draws); // the wait of those who go elsewhere
    return announced + secretLag * exponential(draws);
  }

  /** Value of serving from elsewhere, of giving the weights away, and of going on in secret. */
  function weighOthers(place: number, terms: Terms, stake: number, loss: number): void {
    const release = Math.floor(place / J);
    const j = place % J;
    const developer = releases.column.developer[release];
    const kind = developers.column.kind[developer];
    const life = terms.life / DAYS;
    const expected = seen(developer, j, EVERYONE, life);
    const lost = (share: number): number => (detectionChance(expected * share, 1) * loss) / (stake * life);
    const since = (ready: number): number => Math.max(1 - Math.max(ready - clock.from, 0) / terms.life, 0);
    const away = since(readyElsewhere(developer, j, terms.announced));
    value[WAY.relocate] = (1 - friction) * away - reach * lost(1);
    value[WAY.open] = (releases.column.open[release] === 1 ? 1 : openKept) - lost(visible[MODE.nameless]);
    value[WAY.hide] = -Infinity;
    if (kind !== OPEN && kind !== STARTUP) return;
    const hidden = since(readyInSecret(developer, j, terms.announced));
    const share = visible[MODE.secret];
    value[WAY.hide] = secretCustomers * hidden * undisturbed(expected * share) - lost(share);
  }

  return {
    on: run.on('evasion'),
    visible,
    secrecyLoss,
    readyInSecret,
    beliefs,
    sanctions,
    caught,
    frictionLoss: friction < 1 ? -ln(1 - friction) * run.number('demand.nest') : 1000,
    readyElsewhere,
    maskOf: (place) => own.column.mask[place],
    weigh(place) {
      const release = Math.floor(place / J);
      const {developer, capability} = releases.column;
      const {kind, otherIncome} = developers.column;
      const row = developer[release];
      let total = 0;
      for (let z = 0; z < Z; z++) {
        const gain = Math.max(run.market.gain(row, place % J, capability[release], 1 << z), 0);
        own.column.stake[place * Z + z] = gain;
        total += gain;
      }
      // Grants are given for publishing.
      if (kind[row] !== OPEN || otherIncome[row] <= total) return;
      for (let z = 0; z < Z; z++) {
        const at = place * Z + z;
        own.column.stake[at] = total > 0 ? own.column.stake[at] * (otherIncome[row] / total) : otherIncome[row] / Z;
      }
    },
    choose(place, regime, terms) {
      const release = Math.floor(place / J);
      const j = place % J;
      const developer = releases.column.developer[release];
      let stake = 0;
      for (let z = 0; z < Z; z++) stake += own.column.stake[place * Z + z];
      const life = terms.life / DAYS;
      if (stake * life <= 0) return WAY.comply;
      const loss = sanctions.loss(developer, j, regime);
      const kept = exp(-decay * terms.wait);
      value[WAY.comply] = kept - terms.cost / (stake * life);
      value[WAY.hold] = terms.easing < Infinity ? exp(-decay * terms.easing) : 0;
      value[WAY.defy] = defiance(place, value[WAY.comply], kept, terms, stake, loss);
      weighOthers(place, terms, stake, loss);
      const {idLow, idHigh} = releases;
      const draws = run.draws.at(idLow[release], idHigh[release], run.world.drawKeys[j], enforcement.decisions.choice);
      let best = WAY.comply as number;
      let most = -Infinity;
      for (let way = 0; way < WAYS; way++) {
        const worth = value[way] - noise * ln(-ln(openUniform(draws)));
        if (worth <= most) continue;
        most = worth;
        best = way;
      }
      return best;
    },
    begin() {
      caught.length = 0;
      beliefs.begin();
    },
  };
}
