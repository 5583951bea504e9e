import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import {nthLargest} from '../launch.ts';
import type {Mechanism, Run} from '../mechanism.ts';
import {SEGMENTS} from '../segments.ts';
import {type ActiveRegime, NEST} from '../world.ts';
import type {MarketSize} from './market-size.ts';

const LN10 = 2.302585092994046;

/** Numbers of cloud providers as gatekeepers of restricted open weights. */
export const gatekeeper = {
  id: 'gatekeepers',
  title: 'Cloud providers as gatekeepers of restricted open weights',
  equation:
    'hosted use of covered open weights: u -= friction under every duty; under access control a segment is served iff ' +
    'host margin x price x spend per user >= cost of screening a user',
  limit: 'No duty on open weights, or no friction and no cost of screening: hosted as before.',
  source:
    'Kraakman (1986), Gatekeepers: the anatomy of a third-party enforcement strategy, J. Law, Economics & Organization 2(1)',
  switches: {},
  parameters: {
    'gatekeeper.friction': {
      type: 'number',
      title: 'Utility lost when hosted access to open weights must be registered and watched',
      group: 'open weights',
      role: 'assumed',
      source: 'assumed: a fraction of what hosted open weights lack beside closed services',
      unit: 'utility',
      default: 0.3,
      low: 0,
      high: 1,
      min: 0,
      max: Infinity,
    },
    'gatekeeper.margin': {
      type: 'number',
      title: 'Margin of a host, from which it pays for screening',
      group: 'open weights',
      role: 'assumed',
      source: 'assumed: operating margins of large cloud providers of 25 to 40 %',
      unit: 'share',
      default: 0.3,
      low: 0.1,
      high: 0.5,
      min: 0,
      max: 1,
    },
    'gatekeeper.screening': {
      type: 'number',
      title: 'Cost of screening a user where access to open weights is controlled',
      group: 'open weights',
      role: 'assumed',
      source: 'assumed: about the price of an automated check of identity, repeated every few years',
      unit: 'USD per user and year',
      default: 0.5,
      low: 0.1,
      high: 5,
      min: 0,
      max: Infinity,
    },
  },
  decisions: {},
} as const satisfies Mechanism;

/** Hosts of open weights, who answer for their customers where rules say so. */
export interface Gatekeepers {
  readonly friction: number; // what is left of the appeal of a watched service
  /** Whether anything of this developer may have to pass a gatekeeper now. */
  watch(developer: number): boolean;
  /** Whether hosts have a duty in a jurisdiction. */
  onDuty(jurisdiction: number): boolean;
  /** Whether a release is hosted under a duty there. */
  bind(release: number, jurisdiction: number): boolean;
  /** Whether hosts would rather not serve a segment with it. */
  refuse(release: number, jurisdiction: number, segment: number): boolean;
  /** Looks at today's rules and sizes; calls `changed` for jurisdictions in which hosts act otherwise than before. */
  look(changed: (jurisdiction: number) => void): void;
  begin(): void;
}

const DUTIES: readonly string[] = ['monitored', 'access_controlled', 'api_only'];
const SCREENED: readonly string[] = ['access_controlled', 'api_only'];

/** Makes the gatekeepers of a world. Reads regimes, nest, open weights and compute of releases. Draws nothing. */
export function createGatekeepers(run: Run, size: MarketSize): Gatekeepers {
  const {world} = run;
  const {developers, releases} = world;
  const Z = SEGMENTS.length;
  const margin = run.number('gatekeeper.margin') * run.number('price.open');
  const screening = run.number('gatekeeper.screening');
  const ruling: (ActiveRegime | null)[] = world.regimes.map(() => null);
  const duty = world.regimes.map(() => false);
  const refused = new Int32Array(world.regimes.length); // segments, as bits
  let any = false;

  /** Segments in which a user's spend does not pay for screening. */
  function unprofitable(j: number): number {
    const spend = size.spend();
    const users = size.users(); // M user-weeks of the step
    let mask = 0;
    for (let z = 0; z < Z; z++) {
      const c = j * Z + z;
      const userYears = (users[c] * 7) / 365.25;
      if (margin * spend[c] < screening * userYears) mask |= 1 << z;
    }
    return mask;
  }

  function covers(regime: ActiveRegime, release: number): boolean {
    const {flop} = releases.column;
    return regime.threshold.index === 'fixed'
      ? regime.threshold.flop <= 0 || flop[release] >= ln(regime.threshold.flop) / LN10
      : flop[release] >= nthLargest(world, regime.threshold.top);
  }

  function bind(release: number, j: number): boolean {
    if (!duty[j] || releases.column.open[release] === 0) return false;
    const regime = ruling[j];
    return regime !== null && covers(regime, release);
  }

  return {
    friction: exp(-run.number('gatekeeper.friction') / run.number('demand.nest')),
    watch: (developer) => any && developers.column.nest[developer] === NEST.open,
    onDuty: (j) => duty[j],
    bind,
    refuse: (release, j, z) => (refused[j] & (1 << z)) !== 0 && bind(release, j),
    look(changed) {
      for (let j = 0; j < ruling.length; j++) {
        const regime = world.regimes[j];
        if (regime === ruling[j] && !duty[j]) continue;
        const screens = regime !== null && SCREENED.includes(regime.open_weights);
        const mask = screens ? unprofitable(j) : 0;
        const acts = duty[j] || (regime !== null && DUTIES.includes(regime.open_weights));
        const differs = acts && (regime !== ruling[j] || mask !== refused[j]);
        ruling[j] = regime;
        duty[j] = regime !== null && DUTIES.includes(regime.open_weights);
        refused[j] = mask;
        if (!differs) continue;
        any = duty.includes(true);
        changed(j);
      }
    },
    begin() {
      ruling.fill(null);
      duty.fill(false);
      refused.fill(0);
      any = false;
    },
  };
}
