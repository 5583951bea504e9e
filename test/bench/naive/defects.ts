import {DEFECT_CLASSES} from '../../../src/model/world.ts';
import {Defect, type Release} from './agents.ts';
import type {Random} from './random.ts';
import type {Settings} from './settings.ts';

/** Draws the defects of a new release: gamma-Poisson counts, gamma rates, and what it inherits. */
export function drawDefects(release: Release, frontier: number, settings: Settings, random: Random): Defect[] {
  const {novelty, dispersion, alpha, inheritance, triggerVisible} = settings;
  const beyond = Math.max(release.capability - frontier, 0);
  const factor = (1 + novelty * beyond) * (1 - release.developer.safety);
  const fresh = DEFECT_CLASSES.flatMap((kind) => {
    const {mean, beta} = settings.defects[kind];
    const count = random.poisson((mean * factor * random.gamma(dispersion)) / dispersion);
    return Array.from({length: count}, () => {
      const rate = random.gamma(alpha) / beta;
      return new Defect(
        kind,
        rate,
        random.exponential() / rate,
        kind !== 'trigger' || random.uniform() < triggerVisible,
      );
    });
  });
  const previous = release.developer.releases.at(-1);
  const inherited = (previous?.defects ?? [])
    .filter(({found}) => !found && random.uniform() < inheritance)
    .map(({kind, rate, foundAt, visible}) => {
      const spent = (previous?.effort ?? 0) + (previous?.userEffort ?? 0);
      return new Defect(kind, rate, Math.max(foundAt - spent, 0), visible);
    });
  return [...fresh, ...inherited];
}

/** Marks what the effort so far has found, and returns it. Drift shows only in use, hidden triggers too. */
export function discover(release: Release): Defect[] {
  const {effort, userEffort} = release;
  const news = release.defects.filter(({found, foundAt, kind, visible}) => {
    const reached = (kind === 'drift' || !visible ? 0 : effort) + userEffort;
    return !found && foundAt <= reached;
  });
  news.forEach((defect) => (defect.found = true));
  return news;
}
