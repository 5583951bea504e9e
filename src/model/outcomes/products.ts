import {createRecorder} from '../../engine/recorder.ts';
import {meanOver, type OutcomeGroup, OVER_STEPS, PER_YEAR, stepsOf, yearsOf} from '../outcome.ts';
import {SEGMENTS} from '../segments.ts';

const place = 'a jurisdiction counts those with customers there';

/** Products on the market: a product is what one developer sells in one place. */
export const products: OutcomeGroup = {
  outcomes: [
    {
      id: 'product_count',
      title: 'Products on the market',
      unit: 'developers',
      definition: `Developers with customers, ${OVER_STEPS}; ${place}`,
      breakdowns: ['jurisdiction'],
      span: 0,
    },
    {
      id: 'product_entries',
      title: 'New products on the market',
      unit: 'per year',
      definition: `Developers with customers for the first time at the end of a step that begins in the window, the first step of the run left out, ${PER_YEAR}; ${place}`,
      breakdowns: ['jurisdiction'],
      span: 364,
    },
    {
      id: 'product_exits',
      title: 'Products that left the market',
      unit: 'per year',
      definition: `Developers without customers at the end of a step that begins in the window, but some at the end of the step before, ${PER_YEAR}; ${place}`,
      breakdowns: ['jurisdiction'],
      span: 364,
    },
  ],
  watch({world, input, clock, ticks, market}) {
    const {developers} = world;
    const J = world.jurisdictions.length;
    const places = J + 1; // anywhere, then each jurisdiction
    const cells = J * SEGMENTS.length;
    const ids = ['count', 'entries', 'exits'];
    const recorder = createRecorder(
      ids.flatMap((id) => Array.from({length: places}, (_, g) => `${id}.${g}`)),
      ticks,
    );
    let had = new Uint8Array(0); // developer-major over places: 0 = never had customers, 1 = has none now, 2 = has some

    const watched: number[] = []; // developers that were active a step ago, and new ones
    let seen = 0; // developers

    function hasCustomers(row: number, j: number): boolean {
      const share = market.share();
      const first = row * cells + j * SEGMENTS.length;
      for (let at = first; at < first + SEGMENTS.length; at++) if (share[at] > 0) return true;
      return false;
    }

    function note(row: number, group: number, has: boolean): void {
      const at = row * places + group;
      if (has) recorder.add(group, clock.tick, 1);
      if (has && had[at] === 0 && clock.tick > 0) recorder.add(places + group, clock.tick, 1);
      if (!has && had[at] === 2) recorder.add(2 * places + group, clock.tick, 1);
      had[at] = has ? 2 : Math.min(had[at], 1);
    }

    return {
      begin() {
        recorder.clear();
        had.fill(0);
        seen = 0;
        watched.length = 0;
      },
      observe() {
        if (had.length < developers.rows * places) {
          const more = new Uint8Array(2 * developers.rows * places);
          more.set(had);
          had = more;
        }
        for (; seen < developers.rows; seen++) watched.push(seen);
        let kept = 0;
        for (const row of watched) {
          const active = Number.isNaN(developers.column.gone[row]);
          if (active) watched[kept++] = row; // who is gone leaves its places this once
          let anywhere = false;
          for (let j = 0; j < J; j++) {
            const has = active && hasCustomers(row, j);
            anywhere ||= has;
            note(row, 1 + j, has);
          }
          note(row, 0, anywhere);
        }
        watched.length = kept;
      },
      measure(id, window, {jurisdiction = -1}) {
        const group = jurisdiction + 1;
        if (id === 'product_count') return meanOver(recorder.values(group), window, input.step_days);
        const values = recorder.values((id === 'product_entries' ? places : 2 * places) + group);
        const [from, to] = stepsOf(window, input.step_days, ticks);
        let total = 0;
        for (let tick = from; tick < to; tick++) total += values[tick];
        return total / yearsOf(window, input.days);
      },
    };
  },
};
