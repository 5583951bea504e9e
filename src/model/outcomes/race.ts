import {createRecorder} from '../../engine/recorder.ts';
import {KINDS} from '../input.ts';
import {RACING} from '../mechanisms/play-race.ts';
import {BY_HOME, meanOver, type OutcomeGroup, OVER_STEPS, type Part, stepsOf} from '../outcome.ts';

const ALONE = 'with the race alone, of the textbook game whatever the window';
const EPOCHS = 'mean over the planning dates in the window';

/** How safe the race lets developers be. */
export const raceOutcomes: OutcomeGroup = {
  outcomes: [
    {
      id: 'safety_effort',
      title: 'Safety spending',
      unit: 'share of R&D',
      definition: `R&D spent on safety in the steps that begin in the window, over all R&D spent in them; ${BY_HOME}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 28,
    },
    {
      id: 'race_safety_winner',
      title: 'Safety of the leader',
      unit: 'share',
      definition: `Share of defects avoided in training by the developer with the best technique, ${OVER_STEPS}; ${ALONE}: expected safety of the winner`,
      breakdowns: [],
      span: 0,
    },
    {
      id: 'race_risk',
      title: 'Risk left by the leader',
      unit: 'share',
      definition: `1 less the safety of the leader, ${OVER_STEPS}; ${ALONE}: chance of a disaster`,
      breakdowns: [],
      span: 0,
    },
    {
      id: 'unsafe_share',
      title: 'Unsafe developers',
      unit: 'share',
      definition: `Labs and start-ups not closed that spend less than race.unsafe_below on safety, over all of them, ${OVER_STEPS}; ${ALONE}: share of time in which all are unsafe, under imitation`,
      breakdowns: [],
      span: 0,
    },
    {
      id: 'race_residual',
      title: 'Distance from equilibrium of the race',
      unit: 'share of the prize',
      definition: `Most that one lab or start-up expects to gain by another choice of safety spending alone, ${EPOCHS}; ${ALONE}: under best replies`,
      breakdowns: [],
      span: 28,
    },
    {
      id: 'race_welfare',
      title: 'Payoff of the race',
      unit: 'share of the prize',
      definition: `Mean payoff that labs and start-ups expect, ${EPOCHS}; ${ALONE}: of a team, under imitation over the prize of a round`,
      breakdowns: [],
      span: 28,
    },
  ],
  watch({world, input, clock, ticks, race, number}) {
    const {developers} = world;
    const homes = world.jurisdictions;
    const groups = ['all', ...KINDS, ...homes];
    const spent = createRecorder(groups, ticks);
    const safe = createRecorder(groups, ticks);
    const recorder = createRecorder(['winner', 'unsafe'], ticks);
    const unsafeBelow = number('race.unsafe_below');

    function book(group: number, rd: number, spend: number): void {
      spent.add(group, clock.tick, rd);
      safe.add(group, clock.tick, rd * spend);
    }

    function effort(from: number, to: number, {kind, jurisdiction}: Part): number {
      const group = kind !== undefined ? 1 + kind : jurisdiction !== undefined ? 1 + KINDS.length + jurisdiction : 0;
      const whole = spent.values(group);
      const safely = safe.values(group);
      let all = 0;
      let part = 0;
      for (let tick = from; tick < to; tick++) {
        all += whole[tick];
        part += safely[tick];
      }
      return all > 0 ? part / all : NaN;
    }

    return {
      begin() {
        for (const each of [spent, safe, recorder]) each.clear();
      },
      observe() {
        const {kind, home, capability, safety, safetySpend, rd} = developers.column;
        let leader = -1;
        let racing = 0;
        let unsafe = 0;
        for (let n = 0; n < developers.liveCount; n++) {
          const row = developers.live[n];
          if (leader < 0 || capability[row] > capability[leader]) leader = row;
          if (RACING[kind[row]]) {
            racing++;
            if (safetySpend[row] < unsafeBelow) unsafe++;
          }
          if (rd[row] === 0) continue;
          book(0, rd[row], safetySpend[row]);
          book(1 + kind[row], rd[row], safetySpend[row]);
          book(1 + KINDS.length + home[row], rd[row], safetySpend[row]);
        }
        recorder.set(0, clock.tick, leader < 0 ? NaN : safety[leader]);
        recorder.set(1, clock.tick, racing > 0 ? unsafe / racing : NaN);
      },
      measure(id, window, part) {
        const {alone, epochs} = race;
        const [from, to] = stepsOf(window, input.step_days, ticks);
        if (id === 'safety_effort') return effort(from, to, part);
        if (alone) {
          if (to <= from) return NaN;
          const {winnerSafety, unsafeShare, residual, welfare} = alone;
          const values = {
            race_safety_winner: winnerSafety,
            race_risk: 1 - winnerSafety,
            unsafe_share: unsafeShare,
            race_residual: residual,
            race_welfare: welfare,
          };
          return values[id as keyof typeof values];
        }
        if (id === 'unsafe_share') return meanOver(recorder.values(1), window, input.step_days);
        if (id === 'race_safety_winner') return meanOver(recorder.values(0), window, input.step_days);
        if (id === 'race_risk') return 1 - meanOver(recorder.values(0), window, input.step_days);
        let n = 0;
        let total = 0;
        for (const {day, residual, welfare} of epochs) {
          if (day < window.from || day >= window.to) continue;
          n++;
          total += id === 'race_residual' ? residual : welfare;
        }
        return n > 0 ? total / n : NaN;
      },
    };
  },
};
