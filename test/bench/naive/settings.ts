import type {JurisdictionInput, Kind, RunInput} from '../../../src/model/input.ts';
import {createSettings} from '../../../src/model/settings.ts';
import {DEFECT_CLASSES, type DefectClass} from '../../../src/model/world.ts';

/** The numbers of the scenario that the twin uses: the same ones as the model's. */
export interface Settings {
  readonly jurisdictions: readonly JurisdictionInput[];
  readonly origin: number;
  readonly frontierSlope: number;
  readonly noise: number;
  readonly computeNoise: number;
  readonly imitationRate: number;
  readonly imitationGap: number;
  readonly sizeElasticity: number;
  readonly computeGrowth: Readonly<Record<Kind, number>>;
  readonly cycleDays: Readonly<Record<Kind, number>>;
  readonly testingHours: Readonly<Record<Kind, number>>;
  readonly quality: number;
  readonly sensitivity: number;
  readonly trustWeight: number;
  readonly nest: number;
  readonly outside: number;
  readonly openDiscount: number;
  readonly expectationYears: number;
  readonly reconsider: number; // per day
  readonly unitCost: number;
  readonly openPrice: number;
  readonly spendCeiling: number;
  readonly spendRatio: number;
  readonly spendGrowth: number;
  readonly userCeiling: number;
  readonly userRatio: number;
  readonly userGrowth: number;
  readonly teams: Readonly<Record<string, number>>;
  readonly service: number;
  readonly serviceCv2: number;
  readonly rework: number;
  readonly teamHours: number;
  readonly stageHours: number;
  readonly approvalDays: number;
  readonly remediationDays: number;
  readonly dispersion: number;
  readonly alpha: number;
  readonly novelty: number;
  readonly inheritance: number;
  readonly triggerVisible: number;
  readonly defects: Readonly<Record<DefectClass, {mean: number; beta: number; scale: number}>>;
  readonly driftOnset: number; // days
  readonly reporting: number;
  readonly patchDays: number;
  readonly userSkill: number; // expert-hours per M user-weeks
  readonly trustLoss: number;
  readonly forget: number; // per week
  readonly severity: {readonly alpha: number; readonly minimum: number; readonly cap: number; readonly severe: number};
}

/** Looks the numbers up by the model's names. */
export function settingsOf(input: RunInput): Settings {
  const {number, member} = createSettings(input);
  const byKind = (prefix: string): Record<Kind, number> => ({
    lab: member(prefix, 'lab'),
    startup: member(prefix, 'startup'),
    open: member(prefix, 'open'),
    underground: member(prefix, 'underground'),
  });
  const byClass = DEFECT_CLASSES.map((id) => {
    const numbers = {mean: member('defects.mean', id), beta: member('defects.beta', id)};
    return [id, {...numbers, scale: member('incidents.scale', id)}] as const;
  });
  return {
    jurisdictions: input.world.jurisdictions,
    origin: number('research.origin'),
    frontierSlope: number('research.frontier_slope'),
    noise: number('research.noise'),
    computeNoise: number('research.compute_noise'),
    imitationRate: number('imitation.rate'),
    imitationGap: number('imitation.gap'),
    sizeElasticity: number('imitation.size_elasticity'),
    computeGrowth: byKind('research.compute_growth'),
    cycleDays: byKind('research.cycle_days'),
    testingHours: byKind('testing.hours'),
    quality: number('demand.quality'),
    sensitivity: number('demand.own_elasticity') * number('demand.nest'),
    trustWeight: number('demand.trust'),
    nest: number('demand.nest'),
    outside: number('demand.outside'),
    openDiscount: number('demand.open_discount'),
    expectationYears: number('demand.expectation_years'),
    reconsider: -Math.log(1 - number('demand.switching')) / 365.25,
    unitCost: number('price.unit_cost'),
    openPrice: number('price.open'),
    spendCeiling: number('market.ceiling'),
    spendRatio: number('market.ceiling') / number('market.spend') - 1,
    spendGrowth: number('market.growth'),
    userCeiling: number('users.ceiling'),
    userRatio: number('users.ceiling') / number('users.potential') - 1,
    userGrowth: number('users.growth'),
    teams: Object.fromEntries(input.world.jurisdictions.map(({id}) => [id, member('teams', id)])),
    service: number('service.mean_days'),
    serviceCv2: number('service.cv2'),
    rework: number('review.rework_fraction'),
    teamHours: number('review.team_hours') * number('review.skill'),
    stageHours: number('review.stage_hours') * number('review.skill'),
    approvalDays: number('gate.approval_days'),
    remediationDays: number('remediation.mean_days'),
    dispersion: number('defects.dispersion'),
    alpha: number('defects.alpha'),
    novelty: number('defects.novelty'),
    inheritance: number('defects.inheritance'),
    triggerVisible: number('detection.hidden_black_box'),
    defects: Object.fromEntries(byClass) as Settings['defects'],
    driftOnset: number('incidents.drift_onset') * 30.4375,
    reporting: number('incidents.reporting'),
    patchDays: number('incidents.patch_days'),
    userSkill: number('users.skill') * number('users.hours') * 1e6,
    trustLoss: number('trust.loss'),
    forget: (Math.log(2) * 7) / (number('trust.half_life') * 365.25),
    severity: {
      alpha: number('severity.alpha'),
      minimum: number('severity.minimum'),
      cap: number('severity.cap'),
      severe: number('severity.severe'),
    },
  };
}
