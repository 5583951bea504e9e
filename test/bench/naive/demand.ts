import {SEGMENTS} from '../../../src/model/segments.ts';
import {Cell, type Developer, type Release} from './agents.ts';
import type {Settings} from './settings.ts';

const DAYS = 365.25;
const EPOCH_WEEKS = 4;

interface Offer {
  readonly developer: Developer;
  readonly release: Release;
  readonly attraction: number; // exp(utility / l)
}

interface Choice {
  readonly developer: Developer;
  readonly release: Release;
  readonly within: number; // share of its nest
  readonly target: number; // share of all who choose
}

/** What a week of the market leaves behind. */
export interface MarketWeek {
  readonly exposure: ReadonlyMap<Release, number>; // M user-weeks
  readonly hhi: ReadonlyMap<string, number>; // by group: all, each jurisdiction, each segment
}

/** Demand by nested logit with inertia in every cell, prices by their first-order condition, concentration. */
export class Market {
  private readonly cells: readonly Cell[];
  private readonly settings: Settings;
  private expected: number;
  private before: number;

  constructor(settings: Settings) {
    this.settings = settings;
    this.expected = settings.origin - settings.frontierSlope * settings.expectationYears;
    this.before = this.logistic('spend', 0);
    this.cells = settings.jurisdictions.flatMap((each) => SEGMENTS.map((segment) => new Cell(each, segment)));
  }

  /** Gives day-0 developers their installed base. */
  install(bases: ReadonlyMap<Developer, number>): void {
    for (const cell of this.cells) {
      const served = [...bases].filter(([developer]) => developer.offer(cell.jurisdiction, cell.segment));
      const total = served.reduce((sum, [, base]) => sum + base, 0);
      if (total > 0) cell.shares = new Map(served.map(([developer, base]) => [developer, base / total]));
    }
  }

  week(developers: readonly Developer[], frontier: number, week: number, day: number): MarketWeek {
    const {reconsider, expectationYears, spendCeiling, userCeiling} = this.settings;
    const fraction = this.logistic('spend', day + 7);
    const potential = (spendCeiling * fraction * 7) / DAYS;
    const people = userCeiling * this.logistic('users', day + 7);
    const old = Math.exp(-reconsider * 7) * (this.before / fraction);
    this.before = fraction;
    const isEpoch = week % EPOCH_WEEKS === 0;
    if (isEpoch) {
      this.expected += (frontier - this.expected) * (1 - Math.exp((-EPOCH_WEEKS * 7) / (expectationYears * DAYS)));
    }
    const choices = new Map(this.cells.map((cell) => [cell, this.choose(cell, developers)]));
    if (isEpoch) this.setPrices(developers, choices, potential);
    return this.serve(developers, choices, old, potential, people);
  }

  private logistic(what: 'spend' | 'users', day: number): number {
    const {spendGrowth, spendRatio, userGrowth, userRatio} = this.settings;
    const [ratio, growth] = what === 'spend' ? [spendRatio, spendGrowth] : [userRatio, userGrowth];
    return 1 / (1 + ratio * Math.exp((-Math.log(growth) * day) / DAYS));
  }

  private attraction(developer: Developer, release: Release, {profile}: Cell): number {
    const {quality, sensitivity, trustWeight, nest, openDiscount} = this.settings;
    const utility =
      quality * profile.quality * (release.capability - this.expected) -
      sensitivity * profile.price * developer.price +
      trustWeight * profile.trust * developer.trust +
      developer.efficiency +
      (developer.open ? openDiscount : 0);
    return Math.exp(utility / nest);
  }

  private choose(cell: Cell, developers: readonly Developer[]): Choice[] {
    const {nest, outside} = this.settings;
    const offers: Offer[] = [];
    for (const developer of developers.filter(({markets}) => markets.includes(cell.jurisdiction))) {
      const release = developer.offer(cell.jurisdiction, cell.segment);
      if (release) offers.push({developer, release, attraction: this.attraction(developer, release, cell)});
    }
    const sums = [false, true].map((open) =>
      offers.filter(({developer}) => developer.open === open).reduce((sum, {attraction}) => sum + attraction, 0),
    );
    const weights = sums.map((sum) => (sum > 0 ? Math.pow(sum, nest) : 0));
    const total = weights[0] + weights[1] + (outside <= -1000 ? 0 : Math.exp(outside));
    return offers.map(({developer, release, attraction}) => {
      const which = developer.open ? 1 : 0;
      const within = attraction / sums[which];
      return {developer, release, within, target: (within * weights[which]) / total};
    });
  }

  private setPrices(developers: readonly Developer[], choices: ReadonlyMap<Cell, Choice[]>, potential: number): void {
    const {nest, sensitivity} = this.settings;
    const sales = new Map<Developer, {units: number; slope: number}>();
    for (const [cell, list] of choices) {
      for (const {developer, within, target} of list) {
        const sum = sales.get(developer) ?? {units: 0, slope: 0};
        const units = potential * cell.spendShare * target;
        sum.units += units;
        sum.slope += ((units * sensitivity * cell.profile.price) / nest) * (1 - (1 - nest) * within - nest * target);
        sales.set(developer, sum);
      }
    }
    for (const developer of developers.filter(({open}) => !open)) {
      const sum = sales.get(developer);
      if (!sum || sum.slope <= 0) continue;
      developer.price += 0.5 * (developer.unitCost + sum.units / sum.slope - developer.price);
    }
  }

  private serve(
    developers: readonly Developer[],
    choices: ReadonlyMap<Cell, Choice[]>,
    old: number,
    potential: number,
    people: number,
  ): MarketWeek {
    const exposure = new Map<Release, number>();
    const spend = new Map<string, Map<Developer, number>>();
    const accountsOf = (group: string): Map<Developer, number> => {
      const accounts = spend.get(group) ?? new Map<Developer, number>();
      spend.set(group, accounts);
      return accounts;
    };
    for (const developer of developers) developer.revenue = developer.margin = 0;
    for (const [cell, list] of choices) {
      // Customers of a vendor that is gone, or has nothing to offer here any more, choose anew.
      const stayed = list.reduce((sum, {developer}) => sum + (cell.shares.get(developer) ?? 0), 0);
      const all = [...cell.shares.values()].reduce((sum, share) => sum + share, 0);
      const free = 1 - old + old * (all - stayed);
      const groups = ['all', cell.jurisdiction, cell.segment].map(accountsOf);
      const shares = new Map<Developer, number>();
      for (const {developer, release, target} of list) {
        const share = old * (cell.shares.get(developer) ?? 0) + free * target;
        const units = potential * cell.spendShare * share;
        const paid = units * developer.price;
        shares.set(developer, share);
        developer.revenue += paid;
        developer.margin += units * (developer.price - developer.unitCost);
        exposure.set(release, (exposure.get(release) ?? 0) + people * cell.userShare * share);
        for (const accounts of groups) accounts.set(developer, (accounts.get(developer) ?? 0) + paid);
      }
      cell.shares = shares;
    }
    return {exposure, hhi: new Map([...spend].map(([group, accounts]) => [group, hhiOf([...accounts.values()])]))};
  }
}

function hhiOf(amounts: readonly number[]): number {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return 10000 * amounts.map((amount) => (amount / total) ** 2).reduce((sum, square) => sum + square, 0);
}
