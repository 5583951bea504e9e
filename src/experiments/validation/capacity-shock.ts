import type {EvaluatorInput, RunInput} from '../../model/input.ts';
import {createModel} from '../../model/run.ts';
import {CLEARANCE, type World} from '../../model/world.ts';
import type {Fact} from './fact.ts';
import {measureLearning} from './learning.ts';
import {meanOver} from './measure.ts';
import {gate, lab, stage, textbook} from './worlds.ts';

const YEAR = 365.25;
const MONTH = YEAR / 12;
const RUNS = 24; // at most: the bands are wide
const BODIES = 39;
const BETWEEN = 2.8; // years from the rule, May 2021, to half-way between the two surveys
const PASSAGE = 'certificate';

/** A body stands for one twentieth of the work of a real one. */
const bodies: EvaluatorInput = {
  id: 'body',
  name: 'Accredited body',
  kind: 'firm',
  home: 'x',
  count: BODIES,
  teams: 1,
  skill: 1,
  integrity: null,
  source: 'an analogue',
};

/** Everything on the market must be certified anew on day 0, while new products keep coming. */
function shock(): RunInput {
  const stages = [stage(PASSAGE, {evaluations: 1}), stage('market')];
  const input = textbook(4 * YEAR + 7, [lab('maker', 'x', {kind: 'startup', count: 500})], {
    policy: [gate('x', stages, {applies_to: 'stock_and_new'})],
    parameters: {
      'release.law': 'poisson',
      'release.rate.x': 200,
      'testing.days.startup': 0,
      'service.mean_days': 75,
      'findings.law': 'fixed',
      [`findings.probability.${PASSAGE}`]: 0.5,
      'remediation.mean_days': 240, // once for each on average: 58 % of the time was the makers' own
      'gate.approval_days': 0,
      'compliance.size_elasticity': 0,
      'audit.payment': 'developer',
      'audit.firm_teams': 1,
      'audit.firm_cost': 0.9, // four fifths of what a body that is always at work earns beyond its costs
    },
  });
  return {...input, world: {...input.world, evaluators: [bodies]}};
}

interface Stand {
  readonly applied: number;
  readonly issued: number;
  readonly months: number; // from application to certificate, mean of those issued
  readonly bodies: number;
}

/** How certification stood on a day. */
function standOf(world: World, day: number): Stand {
  const {submitted, leftGate, clearance} = world.releases.column;
  let applied = 0;
  let issued = 0;
  let waited = 0;
  for (let row = 0; row < world.releases.rows; row++) {
    if (submitted[row] <= day) applied++;
    if (!(submitted[row] <= day && leftGate[row] <= day && clearance[row] === CLEARANCE.cleared)) continue;
    issued++;
    waited += leftGate[row] - submitted[row];
  }
  const {accredited, gone} = world.evaluators.column;
  let working = 0;
  for (let row = 0; row < world.evaluators.rows; row++) if (accredited[row] <= day && !(gone[row] <= day)) working++;
  return {applied, issued, months: waited / issued / MONTH, bodies: working};
}

/** Fact 11: re-certification by few bodies makes a backlog that grows for years; rules get cheaper, pioneers wait longer. */
export const capacityShock: Fact = {
  id: 'capacity-shock',
  kind: 'pattern',
  plays: 0,
  title:
    'Re-certification of all stock by few bodies makes a backlog for years; rules get cheaper, pioneers wait longer',
  target:
    'certificates over applications .26 after two years and .43 after four (within .12), a backlog that still grows in the third year, 13 to 18 months from application to certificate, 1.3 times the bodies after two more years; 35 % less cost of a regime by the third year (within 10 points); 20 to 50 % more time for the first of a kind',
  source:
    'Surveys of notified bodies under the EU device regulation, as reported: 11,418 applications and 2,951 certificates in March 2023, 28,489 and 12,177 with 51 bodies in February 2025; FEI surveys of the cost of SOX 404 (4.36 to 2.9 M USD); Stern (2017), 34 %',
  limitation:
    'Working time, stock, inflow and the fixed cost of a body were set by hand so that the first two years come near; what is tested is the course from there. All stock applies on one day, where real makers spread out, so that certificates of the fourth year waited longer than real ones. The learning exponent and the longer service of pioneers are put in from the same sources: what is tested is what fees, work by size and the queue leave of them.',
  measure({runs, seed}) {
    const learning = measureLearning({runs, seed});
    const model = createModel(shock());
    const count = Math.min(runs, RUNS);
    const stands = Array.from({length: count}, (_, replicate) => {
      model.run({seed, replicate, series: [], tables: []});
      return [0, 1, 2, 3, 4, BETWEEN].map((year) => standOf(model.world, year * YEAR));
    });
    const over = (value: (years: readonly Stand[]) => number): Float64Array => Float64Array.from(stands, value);
    const ratio = (year: number): Float64Array => over((years) => years[year].issued / years[year].applied);
    const backlog = ({applied, issued}: Stand): number => applied - issued;
    const share = {unit: 'share of applications'};
    return Promise.resolve([
      meanOver({...share, what: 'certificates after two years', low: 0.14, high: 0.38}, ratio(2)),
      meanOver({...share, what: 'certificates after four years', low: 0.31, high: 0.55}, ratio(4)),
      meanOver(
        {what: 'growth of the backlog in the third year', unit: 'share', low: 0, high: 0.5},
        over((years) => backlog(years[3]) / backlog(years[2]) - 1),
      ),
      meanOver(
        {
          what: 'time of the certificates issued by half-way between the two surveys',
          unit: 'months',
          low: 13,
          high: 18,
        },
        over((years) => years[5].months),
      ),
      meanOver(
        {what: 'bodies after four years over those after two', unit: '1', low: 1.1, high: 1.5},
        over((years) => years[4].bodies / years[2].bodies),
      ),
      ...learning,
    ]);
  },
};
