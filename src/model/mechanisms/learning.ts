import {normal} from '../../numeric/distributions.ts';
import type {Run} from '../mechanism.ts';
import {entryExit} from './entry-exit.ts';

/** What start-ups believe about their own appeal to buyers. */
export interface Learning {
  /** Bayes for a normal prior and a quarter's normal signal of known noise. */
  learn(developer: number): void;
  /** Its mean appeal as it sees it, utility. */
  belief(developer: number): number;
  /** How many quarters it has learned from. */
  quarters(developer: number): number;
}

/** Makes learning about oneself (Jovanovic 1982). Reads efficiency. Draws one signal per start-up and quarter. */
export function createLearning(run: Run): Learning {
  const {developers} = run.world;
  const noise = run.number('exit.signal_noise');
  const spread = run.number('demand.taste_spread');
  const own = developers.extend({posterior: 'f64', precision: 'f64', quarters: 'i32'});

  return {
    learn(row) {
      const {posterior, precision, quarters} = own.column;
      const quarter = quarters[row]++;
      if (spread === 0) return; // all alike: nothing to learn
      const {idLow, idHigh} = developers;
      const draws = run.draws.at(idLow[row], idHigh[row], quarter, entryExit.decisions.signal);
      const signal = developers.column.efficiency[row] + noise * normal(draws);
      if (quarter === 0) precision[row] = 1 / (spread * spread);
      const more = 1 / (noise * noise);
      posterior[row] = (posterior[row] * precision[row] + signal * more) / (precision[row] + more);
      precision[row] += more;
    },
    belief: (row) => own.column.posterior[row],
    quarters: (row) => own.column.quarters[row],
  };
}
