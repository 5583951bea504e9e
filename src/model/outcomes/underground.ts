import {createRecorder} from '../../engine/recorder.ts';
import {type DayWindow, KINDS} from '../input.ts';
import {isUnderground, placeOfSupply} from '../hosting.ts';
import {LEAKS} from '../world.ts';
import {meanOver, type OutcomeGroup, OVER_STEPS, type Part, PER_YEAR, stepsOf, yearsOf} from '../outcome.ts';

const PUBLISHED = LEAKS.indexOf('published');
const HOSTED =
  'A service is hosted where its users are; the underground hosts at its developers’ home, which for services abroad is another jurisdiction';

/** What bans and gates drive underground. */
export const undergroundOutcomes: OutcomeGroup = {
  outcomes: [
    {
      id: 'underground_share',
      title: 'Use of underground services',
      unit: 'share',
      definition: `User-weeks with developers of kind underground over all user-weeks, ${OVER_STEPS}; a jurisdiction counts its users. The no-ban floor is 0`,
      breakdowns: ['jurisdiction'],
      span: 0,
    },
    {
      id: 'underground_visible',
      title: 'Use of underground services that a count at home sees',
      unit: 'share',
      definition: `As underground_share, but of covert hosting a share underground.conceal is not seen, and services abroad are not seen at all, ${OVER_STEPS}`,
      breakdowns: ['jurisdiction'],
      span: 0,
    },
    {
      id: 'activity_true',
      title: 'Activity by place of supply',
      unit: 'M user-weeks per week',
      definition: `User-weeks hosted, legal, covert and for users elsewhere, ${OVER_STEPS}. ${HOSTED}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 0,
    },
    {
      id: 'activity_visible',
      title: 'Activity by place of supply that a count sees',
      unit: 'M user-weeks per week',
      definition: `As activity_true, less the share underground.conceal of what is hosted covertly, ${OVER_STEPS}`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 0,
    },
    {
      id: 'activity_world',
      title: 'Activity in the world',
      unit: 'M user-weeks per week',
      definition: `Sum of activity_true over all jurisdictions, ${OVER_STEPS}`,
      breakdowns: [],
      span: 0,
    },
    {
      id: 'leaks',
      title: 'Leaks from gates',
      unit: 'per year',
      definition: `Leaks of weights or of access to an endpoint by holders of restricted access, not by the developer itself, ${PER_YEAR}; a jurisdiction counts those from its gate`,
      breakdowns: ['kind', 'jurisdiction'],
      span: 364,
    },
  ],
  watch({world, input, clock, ticks}) {
    const {releases, developers, leaks} = world;
    const J = world.jurisdictions.length;
    const places = [...KINDS, ...world.jurisdictions];
    const names = (of: string): string[] => ['all', ...places].map((part) => `${of} ${part}`);
    const groups = ['true', 'visible', 'used', 'underground', 'seen', 'hidden'];
    const recorder = createRecorder(groups.flatMap(names), ticks);
    const width = 1 + places.length;
    const TRUE = 0;
    const VISIBLE = width;
    const USED = 2 * width; // by place of use from here on
    const UNDERGROUND = 3 * width;
    const SEEN = 4 * width; // of it, by a count at home
    const UNSEEN = 5 * width;
    const share = new Float64Array(ticks);
    const legal = new Float64Array(KINDS.length * J); // use in the step

    function book(group: number, kind: number, j: number, amount: number): void {
      recorder.add(group, clock.tick, amount);
      recorder.add(group + 1 + kind, clock.tick, amount);
      recorder.add(group + 1 + KINDS.length + j, clock.tick, amount);
    }

    function observeLegal(kind: number, j: number, weekly: number): void {
      book(TRUE, kind, j, weekly);
      book(VISIBLE, kind, j, weekly);
      book(USED, kind, j, weekly);
    }

    function observeUnderground(developer: number, j: number, weekly: number): void {
      const kind = developers.column.kind[developer];
      const host = placeOfSupply(world, developer, j);
      const open = weekly * (1 - developers.column.conceal[developer]);
      const seen = host === j ? open : 0;
      book(TRUE, kind, host, weekly);
      book(VISIBLE, kind, host, open);
      book(USED, kind, j, weekly);
      book(UNDERGROUND, kind, j, weekly);
      book(SEEN, kind, j, seen);
      book(UNSEEN, kind, j, weekly - seen);
    }

    /** Mean over the steps of a window of one recorded sum over another. */
    function ratio(part: number, of: number, less: number, window: DayWindow): number {
      const whole = recorder.values(of);
      const unseen = less < 0 ? undefined : recorder.values(less);
      const some = recorder.values(part);
      const [from, to] = stepsOf(window, input.step_days, ticks);
      for (let tick = from; tick < to; tick++) share[tick] = some[tick] / (whole[tick] - (unseen ? unseen[tick] : 0));
      return meanOver(share, window, input.step_days);
    }

    function leaksOf(window: DayWindow, part: Part): number {
      const {day, release, jurisdiction, channel} = leaks.column;
      let n = 0;
      for (let row = 0; row < leaks.rows; row++) {
        if (day[row] < window.from || day[row] >= window.to || channel[row] === PUBLISHED) continue;
        if (part.jurisdiction !== undefined && jurisdiction[row] !== part.jurisdiction) continue;
        if (part.kind !== undefined && developers.column.kind[releases.column.developer[release[row]]] !== part.kind)
          continue;
        n++;
      }
      return n / yearsOf(window, input.days);
    }

    return {
      begin() {
        recorder.clear();
      },
      observe() {
        const {developer, exposure, use} = releases.column;
        const weeks = (clock.to - clock.from) / 7;
        legal.fill(0);
        for (let n = 0; n < releases.liveCount; n++) {
          const release = releases.live[n];
          if (exposure[release] === 0) continue;
          const under = isUnderground(world, developer[release]);
          const kind = developers.column.kind[developer[release]];
          for (let j = 0; j < J; j++) {
            const used = use[release * J + j] / weeks;
            if (!under) legal[kind * J + j] += used;
            else if (used > 0) observeUnderground(developer[release], j, used);
          }
        }
        for (let k = 0; k < KINDS.length; k++) for (let j = 0; j < J; j++) observeLegal(k, j, legal[k * J + j]);
      },
      measure(id, window, part) {
        const at =
          part.kind !== undefined
            ? 1 + part.kind
            : part.jurisdiction !== undefined
              ? 1 + KINDS.length + part.jurisdiction
              : 0;
        switch (id) {
          case 'underground_share':
            return ratio(UNDERGROUND + at, USED + at, -1, window);
          case 'underground_visible':
            return ratio(SEEN + at, USED + at, UNSEEN + at, window);
          case 'activity_true':
            return meanOver(recorder.values(TRUE + at), window, input.step_days);
          case 'activity_visible':
            return meanOver(recorder.values(VISIBLE + at), window, input.step_days);
          case 'activity_world':
            return meanOver(recorder.values(TRUE), window, input.step_days);
          default:
            return leaksOf(window, part);
        }
      },
    };
  },
};
