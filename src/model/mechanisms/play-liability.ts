import {createAgenda} from '../../engine/agenda.ts';
import {bernoulli} from '../../numeric/distributions.ts';
import {exp} from '../../numeric/exp.ts';
import {releaseName} from '../launch.ts';
import type {Playing, Run} from '../mechanism.ts';
import {liability} from './liability.ts';
import {createExpectedDamages} from './expected-damages.ts';
import {meanSeverity} from './severity.ts';

const DAYS = 365.25;
const EPOCH_DAYS = 28;

/**
 * Plays who pays for harm: premiums and what developers expect before the incidents of the step; claims and damages
 * after them.
 *
 * Premiums are fair at what an insurer expects; a developer without cash pays only those.
 * Reads incidents, exposure, cash, revenue, price. Writes liability, expectedLiability and liabilityPerUnit of
 * developers, damages of incidents. Draws once per incident.
 */
export function playLiability(run: Run): {readonly cover: Playing; readonly claims: Playing} {
  const {world, clock} = run;
  const {developers, releases, incidents} = world;
  const multiple = run.number('liability.damages_multiple');
  const chance = run.number('liability.detection');
  const insured = run.number('liability.insured');
  const lag = run.number('liability.lag_days');
  const kept = exp((-run.number('value.discount') * lag) / DAYS); // worth of a payment that comes later
  const on = run.on('liability') && multiple > 0 && chance > 0;
  const expected = createExpectedDamages(run);
  const mean = meanSeverity(run);
  const claims = createAgenda();
  const own = developers.extend({premium: 'f64'}); // USD M in this step
  let seen = 0;
  let nextEpoch = 0;

  function claim(incident: number): void {
    const {release, severity, damages, day} = incidents.column;
    const {idLow, idHigh} = releases;
    const of = release[incident];
    const draws = run.draws.at(idLow[of], idHigh[of], incidents.idHigh[incident], liability.decisions.claim);
    if (!bernoulli(draws, chance)) return;
    expected.learn(0, 1);
    damages[incident] = multiple * severity[incident];
    claims.put(day[incident] + lag, 0, incident, 0);
  }

  /** Pays the developer's part as far as its cash goes: beyond that it is judgement-proof. */
  function pay(incident: number, day: number): void {
    const {developer, damages, release} = incidents.column;
    const row = developer[incident];
    if (!Number.isNaN(developers.column.gone[row])) return;
    const {cash, fines, liability: paid} = developers.column;
    const amount = Math.min(damages[incident] * (1 - insured), Math.max(cash[row] - fines[row] - paid[row], 0));
    paid[row] += amount;
    run.trace?.({
      day,
      what: 'damages',
      who: releaseName(world, release[incident]),
      detail: {claimed_usd_m: damages[incident], paid_usd_m: amount},
    });
  }

  /** Sums what use in this step is expected to cost each developer: fair premiums, and what it would pay itself. */
  function expect(): void {
    const {cash, price, revenue, expectedLiability, liabilityPerUnit} = developers.column;
    const days = clock.to - clock.from;
    const experience = expected.experience();
    let all = 0;
    expectedLiability.fill(0, 0, developers.rows);
    own.column.premium.fill(0, 0, developers.rows);
    for (let n = 0; n < releases.liveCount; n++) {
      const release = releases.live[n];
      const use = releases.column.exposure[release];
      if (use === 0) continue;
      const row = releases.column.developer[release];
      const claimed = expected.claims(release, use);
      all += claimed;
      const harm = claimed * experience * mean * multiple * kept;
      own.column.premium[row] += harm * insured;
      expectedLiability[row] += harm * (1 - insured) * expected.solvency(cash[row], multiple * (1 - insured));
    }
    expected.learn(all, 0);
    for (let n = 0; n < developers.liveCount; n++) {
      const row = developers.live[n];
      expectedLiability[row] += own.column.premium[row];
      liabilityPerUnit[row] = revenue[row] > 0 ? (expectedLiability[row] / revenue[row]) * price[row] : 0;
      expectedLiability[row] *= DAYS / days;
    }
  }

  const cover: Playing = {
    begin() {
      expected.begin();
      nextEpoch = 0;
    },
    step() {
      if (!on) return;
      if (clock.from >= nextEpoch) {
        nextEpoch += EPOCH_DAYS;
        expected.look(EPOCH_DAYS);
      }
      expect();
      const {liability: paid} = developers.column;
      paid.fill(0, 0, developers.rows);
      for (let n = 0; n < developers.liveCount; n++) paid[developers.live[n]] = own.column.premium[developers.live[n]];
    },
  };
  return {
    cover,
    claims: {
      begin() {
        claims.clear();
        seen = 0;
      },
      step() {
        if (!on) return;
        for (; seen < incidents.rows; seen++) claim(seen);
        while (claims.take(clock.to)) pay(claims.a, claims.day);
      },
    },
  };
}
