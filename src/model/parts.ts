import type {Mechanism, Playing, Run} from './mechanism.ts';
import {accounts, type Ledger, openBooks, playAccounts} from './mechanisms/accounts.ts';
import {calendar, playCalendar} from './mechanisms/calendar.ts';
import {costs} from './mechanisms/costs.ts';
import {defects} from './mechanisms/defects.ts';
import {demand} from './mechanisms/demand.ts';
import {derivatives} from './mechanisms/derivatives.ts';
import {enforcement} from './mechanisms/enforcement.ts';
import {entryExit} from './mechanisms/entry-exit.ts';
import type {Evasion} from './mechanisms/evasion.ts';
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
import type {createDemand} from './mechanisms/play-demand.ts';
import {playEntryExit} from './mechanisms/play-entry-exit.ts';
import {playFees} from './mechanisms/play-fees.ts';
import {playDerivatives} from './mechanisms/play-derivatives.ts';
import {playEnforcement} from './mechanisms/play-enforcement.ts';
import {playGate} from './mechanisms/play-gate.ts';
import {playIncidents} from './mechanisms/play-incidents.ts';
import type {playLiability} from './mechanisms/play-liability.ts';
import {playPolitics} from './mechanisms/play-politics.ts';
import type {playRace} from './mechanisms/play-race.ts';
import {playResearch} from './mechanisms/play-research.ts';
import {race} from './mechanisms/race.ts';
import {playLeaks} from './mechanisms/play-leaks.ts';
import {playUnderground} from './mechanisms/play-underground.ts';
import {playWithdrawal} from './mechanisms/play-withdrawal.ts';
import {research} from './mechanisms/research.ts';
import {reviewers} from './mechanisms/reviewers.ts';
import type {Deal} from './mechanisms/rounds.ts';
import {reviews} from './mechanisms/reviews.ts';
import type {Rules} from './mechanisms/rules.ts';
import {signOff} from './mechanisms/sign-off.ts';
import {stopRule} from './mechanisms/stop-rule.ts';
import {submission} from './mechanisms/submission.ts';
import {testing} from './mechanisms/testing.ts';
import {underground} from './mechanisms/underground.ts';

/** What parts of the week tell each other beside the world. */
export interface Shared {
  readonly demand: ReturnType<typeof createDemand>;
  readonly evasion: Evasion;
  readonly furnished: Playing; // defects of new releases; copies get theirs later in the week
  readonly liable: ReturnType<typeof playLiability>; // cover before incidents, claims after them
  readonly raced: ReturnType<typeof playRace>;
  readonly rules: Rules;
  readonly ledger: Ledger;
  readonly deals: Deal[];
}

/** A part of the week: the numbers that it brings, the play, or both. A name is needed where the mechanism has none. */
export interface Part {
  readonly name?: string;
  readonly mechanism?: Mechanism;
  readonly play?: (run: Run, shared: Shared) => Playing;
}

/** Every part of the model, in the order in which the week plays them. A new mechanism is one more line here. */
export const parts: readonly Part[] = [
  {mechanism: calendar, play: (run, {rules}) => playCalendar(run, rules)},
  {mechanism: politics, play: (run, {rules}) => playPolitics(run, rules)}, // sees what the step before cost
  {name: 'opening of the books', play: openBooks},
  {mechanism: entryExit, play: (run, {ledger, deals}) => playEntryExit(run, ledger, deals)},
  {name: 'withdrawal', play: playWithdrawal},
  {mechanism: funding},
  {mechanism: race, play: (_, {raced}) => raced.playing}, // a plan knows nothing of what the step will bring
  {mechanism: research, play: playResearch},
  {mechanism: defects, play: (_, {furnished}) => furnished},
  {mechanism: testing},
  {mechanism: submission},
  {mechanism: enforcement, play: (run, {evasion}) => playEnforcement(run, evasion)},
  {mechanism: reviews},
  {mechanism: reviewers},
  {mechanism: stopRule},
  {mechanism: evaluators},
  {mechanism: gate, play: (run, {evasion}) => playGate(run, evasion)},
  {mechanism: signOff},
  {mechanism: underground, play: (run, {ledger}) => playUnderground(run, ledger)}, // before demand: a ban acts at once
  {name: 'defects of copies', play: (_, {furnished: {step}}) => (step ? {step} : {})},
  {mechanism: marketSize},
  {mechanism: demand, play: (_, shared) => shared.demand.playing},
  {mechanism: multihoming},
  {mechanism: gatekeeper},
  {mechanism: leaks, play: playLeaks},
  {mechanism: derivatives, play: playDerivatives},
  {name: 'insurance', play: (_, {liable}) => liable.cover},
  {mechanism: incidents, play: playIncidents},
  {mechanism: liability, play: (_, {liable}) => liable.claims},
  {mechanism: costs, play: playCosts},
  {name: 'fees', play: playFees},
  {mechanism: accounts, play: (run, {ledger}) => playAccounts(run, ledger)},
  {name: 'race books', play: (_, {raced}) => raced.book},
];
