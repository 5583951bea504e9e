import {childId, namedId} from '../../numeric/entity-id.ts';
import {addDeveloper} from '../found.ts';
import {KINDS} from '../input.ts';
import {launch} from '../launch.ts';
import type {Playing, Run} from '../mechanism.ts';
import {EVERYONE, SEGMENT_PROFILES, SEGMENTS} from '../segments.ts';
import {NEST} from '../world.ts';
import type {Ledger} from './accounts.ts';
import {createBans} from './bans.ts';
import {createCopies, type Find} from './copies.ts';

const DAYS = 365.25;
const EPOCH_DAYS = 28; // plans are made anew every four weeks, and when a ban changes
const UNDERGROUND = KINDS.indexOf('underground');
const COVERT = 0;
const ABROAD = 1;

/**
 * Plays bans and what they drive underground: in every jurisdiction the covert hosts at home and the services
 * abroad, each as one developer, for they are many and alike.
 *
 * Covert hosts are there while the margin that they could make pays for their overhead and for raids; services
 * abroad, while some jurisdiction without the ban serves what is banned. Raids close a share of covert hosts, who are
 * replaced with the supplier's lag.
 * Reads regimes, leaks, releases, revenue. Writes barred, developers, releases, fines, ledger. Draws a taste, unused,
 * with every founding.
 */
export function playUnderground(run: Run, ledger: Ledger): Playing {
  const {world, clock} = run;
  const {developers, releases} = world;
  const J = world.jurisdictions.length;
  const enabled = run.on('evasion');
  const userLag = run.number('underground.user_lag');
  const raids = run.number('underground.supplier_detection') / DAYS;
  const supplierLag = run.number('underground.supplier_lag');
  const supplied = 1 / (1 + raids * supplierLag); // of the covert supply that pays: the others are closed
  const sanction = run.number('underground.supplier_detection') * run.number('underground.supplier_penalty');
  const sensitivity = run.number('demand.own_elasticity') * run.number('demand.nest'); // a_p, utility per price index
  const deterrence = sensitivity * run.number('underground.user_detection') * run.number('underground.user_penalty');
  const ease = (1 - run.number('underground.foreign_friction')) * run.number('demand.underground_discount');
  const marginShare = 1 - run.number('price.unit_cost'); // of revenue, of hosts
  const unguarded = run.number('derivatives.misuse');
  const overhead = run.member('accounts.overhead', 'underground');
  const bans = createBans(run);
  const copies = createCopies(run);
  const own = releases.extend({copied: 'i32'}); // what it copies + 1, to see when there is something better
  const rows = new Int32Array(2 * J); // developer row + 1, of the covert hosts and of the services abroad
  const founded = new Int32Array(2 * J);
  const roots = new Int32Array(4 * J);
  const pair = new Int32Array(2);
  const find: Find = {capability: 0, origin: -1, appeal: 0};
  let nextEpoch = 0;

  function found(j: number, mode: number, host: number): number {
    const at = 2 * j + mode;
    childId(pair, roots[2 * at], roots[2 * at + 1], clock.tick, founded[at]++, UNDERGROUND);
    const sells = new Uint8Array(J);
    sells[j] = 1;
    const place = world.jurisdictions[j];
    const row = addDeveloper(run, {
      idLow: pair[0],
      idHigh: pair[1],
      name: `${mode === COVERT ? 'covert' : 'abroad-for'}-${place}-${founded[at]}`,
      kind: UNDERGROUND,
      home: host,
      sells,
      open: false,
      compute: 0, // copies, and trains nothing
      capability: find.capability,
      cash: overhead,
      otherIncome: 0,
      safetySpend: 0,
      day: clock.from,
    });
    ledger.investors -= overhead;
    run.market.evade(row, mode === COVERT ? supplierLag * supplied : userLag, mode === COVERT ? supplied : 1);
    if (mode === ABROAD) developers.column.conceal[row] = 0; // it is legal there
    if (mode === ABROAD)
      SEGMENTS.forEach((id, z) => {
        run.market.punishCustomers(row, j, z, ease * SEGMENT_PROFILES[id].trust);
      });
    rows[at] = row + 1;
    run.trace?.({day: clock.from, what: 'founded', who: world.developerIds[row], where: place});
    return row;
  }

  function offer(row: number, j: number, guarded: boolean): void {
    const {capability, latest, efficiency} = developers.column;
    efficiency[row] = find.appeal;
    capability[row] = Math.max(capability[row], find.capability);
    const before = latest[row];
    if (before >= 0 && own.column.copied[before] === find.origin + 1) {
      if (find.origin >= 0 || find.capability <= releases.column.capability[before]) return;
    }
    const flop = find.origin >= 0 ? releases.column.flop[find.origin] : 0;
    const release = launch(
      run,
      row,
      developers.column.releases[row] + 1,
      find.capability,
      flop,
      clock.from,
      find.origin,
    );
    const {access, tested, unpatched, misuse} = releases.column;
    own.column.copied[release] = find.origin + 1;
    tested[release] = clock.from;
    access[release * J + j] = EVERYONE;
    unpatched[release] = guarded ? 0 : 1;
    misuse[release] = guarded ? 0 : unguarded;
    if (before >= 0) access[before * J + j] = 0;
    run.market.accessChanged(row, j);
    if (before >= 0) releases.retire(before);
  }

  function close(at: number): void {
    const row = rows[at] - 1;
    rows[at] = 0;
    developers.column.gone[row] = clock.from;
    releases.column.access.fill(0, developers.column.latest[row] * J, (developers.column.latest[row] + 1) * J);
    run.market.remove(row);
    world.closures.push(row);
    ledger.investors += developers.column.cash[row];
    developers.column.cash[row] = 0;
    developers.retire(row);
    run.trace?.({day: clock.from, what: 'closed', who: world.developerIds[row]});
  }

  /** Margin, USD M per year, that covert hosts of a jurisdiction would make after raids. */
  function worth(j: number): number {
    const sells = new Uint8Array(J);
    sells[j] = 1;
    const margin = supplied * run.market.prospect(sells, find.capability, find.appeal, NEST.underground);
    return margin - (sanction * margin) / marginShare;
  }

  function planCovert(j: number): void {
    const at = 2 * j + COVERT;
    const pays = copies.covert(j, bans.holds(j), find) && worth(j) > overhead;
    if (pays) offer(rows[at] > 0 ? rows[at] - 1 : found(j, COVERT, j), j, false);
    else if (rows[at] > 0) close(at);
  }

  function planAbroad(j: number): void {
    const at = 2 * j + ABROAD;
    const host = bans.holds(j) ? placeWithoutBan() : -1;
    const exists = host >= 0 && copies.abroad(j, find);
    if (rows[at] > 0 && (!exists || developers.column.home[rows[at] - 1] !== host)) close(at);
    if (exists) offer(rows[at] > 0 ? rows[at] - 1 : found(j, ABROAD, host), j, true);
  }

  /** The largest jurisdiction that bans neither hosting nor use, -1 for none. */
  function placeWithoutBan(): number {
    let best = -1;
    for (let k = 0; k < J; k++) {
      if (!bans.holds(k) && (best < 0 || world.spendShare[k] > world.spendShare[best])) best = k;
    }
    return best;
  }

  const punishes = (j: number): boolean => world.regimes[j]?.bans.includes('use') ?? false;

  /** What raids took from covert hosts in the step before, as an expectation: they are many. */
  function raid(): void {
    for (let j = 0; j < J; j++) {
      const row = rows[2 * j + COVERT] - 1;
      if (row >= 0) developers.column.fines[row] = sanction * developers.column.revenue[row];
    }
  }

  return {
    begin() {
      rows.fill(0);
      founded.fill(0);
      bans.begin();
      copies.begin();
      nextEpoch = 0;
      for (let at = 0; at < 2 * J; at++) {
        const {id, key = id} = run.input.world.jurisdictions[at >> 1];
        namedId(pair, `${at % 2 === COVERT ? 'covert hosts of' : 'services abroad for'} ${key}`);
        roots.set(pair, 2 * at);
      }
    },
    step() {
      copies.remember();
      const isEpoch = clock.from >= nextEpoch;
      if (isEpoch) nextEpoch += EPOCH_DAYS;
      let changed = false;
      for (let j = 0; j < J; j++) if (bans.apply(j)) changed = true;
      raid();
      if (!enabled || (!changed && !isEpoch)) return;
      for (let j = 0; j < J; j++) {
        run.market.punishUsers(j, punishes(j) ? deterrence : 0);
        planCovert(j);
        planAbroad(j);
      }
    },
  };
}
