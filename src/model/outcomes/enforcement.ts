import {createRecorder} from '../../engine/recorder.ts';
import {type DayWindow, KINDS} from '../input.ts';
import {BY_HOME, type OutcomeGroup, type Part, PER_YEAR, stepsOf, yearsOf} from '../outcome.ts';

const LATE = 30; // days after the first jurisdiction from which a release counts as delayed
const THERE = 'where its developer sells';

/** What breaking rules and doing harm cost those who develop, and what it keeps from whom. */
export const enforcement: OutcomeGroup = {
  outcomes: [
    {
      id: 'fines',
      title: 'Fines',
      unit: 'USD M per year',
      definition: `Fines for violations seen in the window, ${PER_YEAR}; a jurisdiction counts those that it imposed`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 364,
    },
    {
      id: 'fines_expected',
      title: 'Fines to be expected',
      unit: 'USD M per year',
      definition: `What the violations of the steps that begin in the window lead to on average, at the true rates of inspection and detection, ${PER_YEAR}; ${BY_HOME}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 364,
    },
    {
      id: 'violations',
      title: 'Violations seen',
      unit: 'per year',
      definition: `Inspections of the window that saw a violation, ${PER_YEAR}; a jurisdiction counts its own`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 364,
    },
    {
      id: 'liability_paid',
      title: 'Damages and premiums paid by developers',
      unit: 'USD M per year',
      definition: `Damages for harm, and premiums for their insured part, that developers paid in the steps that begin in the window, ${PER_YEAR}; ${BY_HOME}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 364,
    },
    {
      id: 'releases_uncleared',
      title: 'Releases sold without clearance',
      unit: 'share',
      definition: `Releases trained in the window with internal tests over, in each jurisdiction ${THERE}: share sold to everybody without the clearance that it needed, from elsewhere included, for some time before the end of the run`,
      breakdowns: ['jurisdiction'],
      span: 182,
    },
    {
      id: 'releases_delayed',
      title: 'Releases delayed or withheld',
      unit: 'share',
      definition: `Releases trained in the window and public in some jurisdiction, cleared or not, at least ${LATE} days before the end of the run: share of the jurisdictions ${THERE} in which it was not public within ${LATE} days of the first`,
      breakdowns: ['jurisdiction'],
      span: 182,
    },
  ],
  watch({world, input, clock, ticks}) {
    const {developers, releases, inspections} = world;
    const width = world.jurisdictions.length;
    const groups = KINDS.flatMap((kind) => world.jurisdictions.map((home) => `${kind}.${home}`));
    // By kind and home: a part is a sum over some of them.
    const paid = createRecorder(groups, ticks);
    const expected = createRecorder(groups, ticks);

    function sumOver(recorder: ReturnType<typeof createRecorder>, window: DayWindow, part: Part): number {
      const [from, to] = stepsOf(window, input.step_days, ticks);
      let total = 0;
      for (let n = 0; n < groups.length; n++) {
        if (part.kind !== undefined && part.kind !== Math.floor(n / width)) continue;
        if (part.jurisdiction !== undefined && part.jurisdiction !== n % width) continue;
        const values = recorder.values(n);
        for (let tick = from; tick < to; tick++) total += values[tick];
      }
      return total;
    }

    function sumOfSeen(window: DayWindow, part: Part, worth: (row: number) => number): number {
      const {day, developer, jurisdiction, detected} = inspections.column;
      let total = 0;
      for (let row = 0; row < inspections.rows; row++) {
        if (detected[row] === 0 || !(day[row] >= window.from && day[row] < window.to)) continue;
        if (part.kind !== undefined && developers.column.kind[developer[row]] !== part.kind) continue;
        if (part.jurisdiction !== undefined && jurisdiction[row] !== part.jurisdiction) continue;
        total += worth(row);
      }
      return total;
    }

    /** First day on which a release was public in a jurisdiction, cleared or not; Infinity for none so far. */
    function publicOn(place: number): number {
      const {cleared, uncleared} = releases.column;
      const day = cleared[place] < input.days ? cleared[place] : Infinity;
      return uncleared[place] < day ? uncleared[place] : day;
    }

    const sells = (row: number, j: number): boolean =>
      developers.column.sells[releases.column.developer[row] * width + j] === 1 &&
      releases.column.unpatched[row] < 1 &&
      releases.column.origin[row] < 0; // no copy of the underground

    function unclearedShare(window: DayWindow, part: Part): number {
      const {trained, tested, uncleared} = releases.column;
      let n = 0;
      let sold = 0;
      for (let row = 0; row < releases.rows; row++) {
        if (!(trained[row] >= window.from && trained[row] < window.to && tested[row] < input.days)) continue;
        for (let j = 0; j < width; j++) {
          if ((part.jurisdiction !== undefined && j !== part.jurisdiction) || !sells(row, j)) continue;
          n++;
          if (uncleared[row * width + j] < input.days) sold++;
        }
      }
      return n > 0 ? sold / n : NaN;
    }

    function delayedShare(window: DayWindow, part: Part): number {
      const {trained} = releases.column;
      let n = 0;
      let late = 0;
      for (let row = 0; row < releases.rows; row++) {
        if (!(trained[row] >= window.from && trained[row] < window.to)) continue;
        let first = Infinity;
        for (let j = 0; j < width; j++) first = Math.min(first, publicOn(row * width + j));
        if (first + LATE > input.days) continue;
        for (let j = 0; j < width; j++) {
          if ((part.jurisdiction !== undefined && j !== part.jurisdiction) || !sells(row, j)) continue;
          n++;
          if (publicOn(row * width + j) > first + LATE) late++;
        }
      }
      return n > 0 ? late / n : NaN;
    }

    return {
      begin() {
        paid.clear();
        expected.clear();
      },
      observe() {
        const {liability, finesExpected, kind, home} = developers.column;
        for (let row = 0; row < developers.rows; row++) {
          const group = kind[row] * width + home[row];
          if (liability[row] !== 0) paid.add(group, clock.tick, liability[row]);
          if (finesExpected[row] !== 0) expected.add(group, clock.tick, finesExpected[row]);
        }
      },
      measure(id, window, part) {
        switch (id) {
          case 'fines':
            return sumOfSeen(window, part, (row) => inspections.column.fine[row]) / yearsOf(window, input.days);
          case 'violations':
            return sumOfSeen(window, part, () => 1) / yearsOf(window, input.days);
          case 'fines_expected':
            return sumOver(expected, window, part) / yearsOf(window, input.days);
          case 'liability_paid':
            return sumOver(paid, window, part) / yearsOf(window, input.days);
          case 'releases_uncleared':
            return unclearedShare(window, part);
          default:
            return delayedShare(window, part);
        }
      },
    };
  },
};
