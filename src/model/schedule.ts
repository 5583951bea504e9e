import type {Phase} from '../engine/kernel.ts';
import type {Market} from './market.ts';
import type {Mechanism, Playing, Run} from './mechanism.ts';
import {accounts, type Ledger, openBooks, playAccounts} from './mechanisms/accounts.ts';
import {calendar, playCalendar} from './mechanisms/calendar.ts';
import {costs} from './mechanisms/costs.ts';
import {defects} from './mechanisms/defects.ts';
import {demand} from './mechanisms/demand.ts';
import {derivatives} from './mechanisms/derivatives.ts';
import {enforcement} from './mechanisms/enforcement.ts';
import {entryExit} from './mechanisms/entry-exit.ts';
import {createEvasion} from './mechanisms/evasion.ts';
import {playDefects} from './mechanisms/furnish-defects.ts';
import {funding} from './mechanisms/funding.ts';
import {evaluators} from './mechanisms/evaluators.ts';
import {gate} from './mechanisms/gate.ts';
import {gatekeeper} from './mechanisms/gatekeepers.ts';
import {incidents} from './mechanisms/incidents.ts';
import {liability} from './mechanisms/liability.ts';
import {leaks} from './mechanisms/leaks.ts';
import {marketSize} from './mechanisms/market-size.ts';
import {multihoming} from './mechanisms/multihoming.ts';
import {playCosts} from './mechanisms/play-costs.ts';
import {politics} from './mechanisms/politics.ts';
import {createDemand} from './mechanisms/play-demand.ts';
import {playEntryExit} from './mechanisms/play-entry-exit.ts';
import {playFees} from './mechanisms/play-fees.ts';
import {playDerivatives} from './mechanisms/play-derivatives.ts';
import {playEnforcement} from './mechanisms/play-enforcement.ts';
import {playGate} from './mechanisms/play-gate.ts';
import {playIncidents} from './mechanisms/play-incidents.ts';
import {playLiability} from './mechanisms/play-liability.ts';
import {playPolitics} from './mechanisms/play-politics.ts';
import {playRace, type RaceLog} from './mechanisms/play-race.ts';
import {playResearch} from './mechanisms/play-research.ts';
import {race} from './mechanisms/race.ts';
import {playLeaks} from './mechanisms/play-leaks.ts';
import {playUnderground} from './mechanisms/play-underground.ts';
import {playWithdrawal} from './mechanisms/play-withdrawal.ts';
import {research} from './mechanisms/research.ts';
import {reviewers} from './mechanisms/reviewers.ts';
import type {Deal} from './mechanisms/rounds.ts';
import {reviews} from './mechanisms/reviews.ts';
import {createRules} from './mechanisms/rules.ts';
import {signOff} from './mechanisms/sign-off.ts';
import {stopRule} from './mechanisms/stop-rule.ts';
import {submission} from './mechanisms/submission.ts';
import {testing} from './mechanisms/testing.ts';
import {underground} from './mechanisms/underground.ts';
import {GROUPS, type Parameter, type Parameters} from './parameter.ts';

/** Every mechanism, in the order in which the week plays them. */
export const mechanisms: readonly Mechanism[] = [
  calendar,
  politics,
  entryExit,
  funding,
  research,
  race,
  defects,
  testing,
  submission,
  enforcement,
  reviews,
  reviewers,
  stopRule,
  evaluators,
  gate,
  signOff,
  underground,
  marketSize,
  demand,
  multihoming,
  gatekeeper,
  leaks,
  derivatives,
  incidents,
  liability,
  costs,
  accounts,
];

/** A part of the model that a scenario may turn off. */
export interface Switch {
  readonly name: string;
  readonly title: string;
  readonly default: boolean;
}

export const switches: readonly Switch[] = mechanisms.flatMap((mechanism) =>
  Object.entries(mechanism.switches).map(([name, title]) => ({name, title, default: true})),
);

/** The parameter table: every number and choice of the model, by group. */
export const parameters: Parameters = Object.fromEntries(
  mechanisms
    .flatMap((mechanism) => Object.entries<Parameter>(mechanism.parameters))
    .sort(([, a], [, b]) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group)),
);

/** Decision ids by name; a draw is keyed by one of them. */
export const decisions: readonly {readonly mechanism: string; readonly name: string; readonly id: number}[] =
  mechanisms.flatMap((mechanism) =>
    Object.entries(mechanism.decisions).map(([name, id]) => ({mechanism: mechanism.id, name, id})),
  );

/** The mechanisms of one world, ready to play. */
export interface Phases {
  readonly steps: readonly Phase[];
  readonly market: Market;
  readonly ledger: Ledger;
  readonly deals: readonly Deal[];
  readonly race: RaceLog;
  /** Sets the first day of a run. */
  begin(): void;
}

/** Makes every mechanism for a world; the order of `steps` is the order of the week. */
export function createPhases(run: Run): Phases {
  const ledger: Ledger = {customers: 0, suppliers: 0, regulators: 0, investors: 0};
  const deals: Deal[] = [];
  const {market, playing: demandPlaying} = createDemand(run);
  const rules = createRules(run);
  const raced = playRace(run);
  const evasion = createEvasion(run);
  const furnished = playDefects(run);
  const playing: readonly (readonly [string, Playing])[] = [
    ['calendar', playCalendar(run, rules)],
    ['politics', playPolitics(run, rules)], // sees what the step before cost
    ['opening of the books', openBooks(run)],
    ['entry-exit', playEntryExit(run, ledger, deals)],
    ['withdrawal', playWithdrawal(run)],
    ['research', playResearch(run)],
    ['race', raced.playing],
    ['defects', furnished],
    ['enforcement', playEnforcement(run, evasion)],
    ['gate', playGate(run, evasion)],
    ['underground', playUnderground(run, ledger)], // before demand: a ban acts at once
    ['defects of copies', {...(furnished.step ? {step: furnished.step} : {})}],
    ['demand', demandPlaying],
    ['leaks', playLeaks(run)],
    ['derivatives', playDerivatives(run)],
    ['incidents', playIncidents(run)],
    ['liability', playLiability(run)],
    ['costs', playCosts(run)],
    ['fees', playFees(run)],
    ['accounts', playAccounts(run, ledger)],
    ['race books', raced.book],
  ];
  return {
    steps: playing.flatMap(([name, {step}]) => (step ? [{name, step}] : [])),
    market,
    ledger,
    deals,
    race: raced.log,
    begin() {
      deals.length = 0;
      for (const [, each] of playing) each.begin?.();
    },
  };
}
