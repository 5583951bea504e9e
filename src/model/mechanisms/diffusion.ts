import {exponential} from '../../numeric/distributions.ts';
import {namedId} from '../../numeric/entity-id.ts';
import type {Run} from '../mechanism.ts';
import {politics} from './politics.ts';
import type {Rules} from './rules.ts';

const DAYS = 365.25;

/** What spreads as one: an entry, or the rungs of a ladder that the same jurisdictions began with. */
interface Item {
  readonly lead: number; // who has this entry in force counts as an adopter
  readonly entries: readonly number[];
}

export interface Diffusion {
  begin(): void;
  /** Lets jurisdictions adopt what others have; tells of each adoption. */
  step(excess: (j: number) => number, adopted: (j: number, rung: number) => void): void;
}

/**
 * Adoption of entries that spread, as an event history with the hazard p + q x adopters + phi x salience.
 *
 * Adopters count by their share of the spend outside the jurisdiction that looks at them. Each jurisdiction and item
 * has one draw, an exponential threshold that its gathered hazard must reach, so nobody's adoption changes the luck of
 * another.
 */
export function createDiffusion(run: Run, rules: Rules): Diffusion {
  const {world, clock, input} = run;
  const {spendShare} = world;
  const J = world.jurisdictions.length;
  const p = run.number('politics.diffusion_p');
  const q = run.number('politics.diffusion_q');
  const alarm = run.number('politics.diffusion_salience');
  const items = itemsOf(input.policy);
  const taken = new Uint8Array(items.length * J); // 1 = has it
  const gathered = new Float64Array(items.length * J); // integral of the hazard
  const due = new Float64Array(items.length * J);
  const holders = new Uint8Array(J); // of the item at hand, before anybody adopts in this step
  const pair = new Int32Array(2);
  let everyone = 0; // spend of all

  return {
    begin() {
      gathered.fill(0);
      everyone = 0;
      for (let j = 0; j < J; j++) everyone += spendShare[j];
      items.forEach(({lead}, i) => {
        const {id, in: first} = input.policy[lead];
        for (let j = 0; j < J; j++) {
          const name = world.jurisdictions[j];
          taken[i * J + j] = first.includes(name) ? 1 : 0;
          namedId(pair, `${name} adopts ${id}`);
          due[i * J + j] = exponential(run.draws.at(pair[0], pair[1], 0, politics.decisions.adoption));
        }
      });
    },
    step(excess, adopted) {
      const years = (clock.to - clock.from) / DAYS;
      for (let i = 0; i < items.length; i++) {
        const {lead, entries} = items[i];
        if (!rules.runs(lead)) continue;
        let spend = 0;
        for (let j = 0; j < J; j++) {
          holders[j] = rules.holdsIn(lead, j) ? 1 : 0;
          if (holders[j] === 1) spend += spendShare[j];
        }
        for (let j = 0; j < J; j++) {
          const at = i * J + j;
          if (taken[at] === 1) continue;
          if (gathered[at] < due[at]) {
            const others = everyone - spendShare[j];
            const share = others > 0 ? Math.min(spend / others, 1) : 0;
            gathered[at] += (p + q * share + alarm * Math.max(excess(j), 0)) * years; // acts from the next step on
            continue;
          }
          taken[at] = 1;
          for (const n of entries) rules.adopt(n, j);
          adopted(j, input.policy[lead].rung ?? 0);
          run.trace?.({
            day: clock.from,
            what: 'rules adopted',
            who: world.jurisdictions[j],
            detail: {entry: input.policy[lead].id},
          });
        }
      }
    },
  };
}

function itemsOf(policy: Run['input']['policy']): Item[] {
  const ladders = new Map<string, number[]>();
  const items: Item[] = [];
  policy.forEach(({spreads, rung, in: first}, n) => {
    if (spreads !== true) return;
    if (rung === undefined) {
      items.push({lead: n, entries: [n]});
      return;
    }
    const key = first.join();
    const rungs = ladders.get(key);
    if (rungs) rungs.push(n);
    else ladders.set(key, [n]);
  });
  for (const entries of ladders.values()) {
    const lead = entries.reduce((a, b) => ((policy[b].rung ?? 0) < (policy[a].rung ?? 0) ? b : a));
    items.push({lead, entries});
  }
  return items;
}
