import {DEFECT_CLASSES} from '../../../src/model/world.ts';
import type {Defect, Release} from './agents.ts';
import {discover} from './defects.ts';
import type {Random} from './random.ts';
import type {Settings} from './settings.ts';

interface Incident {
  readonly day: number;
  readonly release: Release;
  readonly defect: Defect;
  readonly severity: number; // USD M
  readonly reported: boolean;
}

/** Incidents in use, discovery by users and patches. */
export class Incidents {
  readonly log: Incident[] = [];
  private readonly settings: Settings;
  private readonly random: Random;

  constructor(settings: Settings, random: Random) {
    this.settings = settings;
    this.random = random;
  }

  week(exposure: ReadonlyMap<Release, number>, day: number): void {
    const {userSkill, patchDays} = this.settings;
    for (const [release, use] of exposure) {
      if (use <= 0) continue;
      release.firstUse = Math.min(release.firstUse, day);
      release.defects.filter(({patchDay}) => patchDay <= day).forEach((defect) => (defect.removed = true));
      this.strike(release, use, day);
      release.userEffort += userSkill * use;
      for (const defect of discover(release)) defect.patchDay = day + patchDays * this.random.exponential();
    }
  }

  private strike(release: Release, use: number, day: number): void {
    const {reporting, severity, trustLoss} = this.settings;
    const live = release.defects.filter(({removed}) => !removed);
    const hazards = DEFECT_CLASSES.map((kind) => ({
      kind,
      hazard:
        this.weight(release, kind, day) *
        live.filter((each) => each.kind === kind).reduce((sum, {rate}) => sum + rate, 0),
    }));
    const total = hazards.reduce((sum, {hazard}) => sum + hazard, 0);
    const count = total > 0 ? this.random.poisson(total * use) : 0;
    for (let n = 0; n < count; n++) {
      const {kind} = pick(hazards, ({hazard}) => hazard, this.random);
      const defect = pick(
        live.filter((each) => each.kind === kind),
        ({rate}) => rate,
        this.random,
      );
      const ratio = (severity.minimum / severity.cap) ** severity.alpha;
      const harm = severity.minimum * (1 - this.random.uniform() * (1 - ratio)) ** (-1 / severity.alpha);
      const reported = this.random.uniform() < reporting;
      this.log.push({day: day + 7 * this.random.uniform(), release, defect, severity: harm, reported});
      if (reported && harm >= severity.severe) release.developer.trust -= trustLoss;
      if (defect.found) continue;
      defect.found = true;
      defect.patchDay = day + this.settings.patchDays * this.random.exponential();
    }
  }

  private weight(release: Release, kind: Defect['kind'], day: number): number {
    const {defects, driftOnset} = this.settings;
    const age = day - release.firstUse;
    return defects[kind].scale * (kind === 'drift' ? Math.min(Math.max((age - driftOnset) / driftOnset, 0), 1) : 1);
  }
}

/** One of `items`, each with a chance in proportion to its weight. */
function pick<T>(items: readonly T[], weight: (item: T) => number, random: Random): T {
  let left = random.uniform() * items.reduce((sum, item) => sum + weight(item), 0);
  return items.find((item) => (left -= weight(item)) < 0) ?? items[items.length - 1];
}
