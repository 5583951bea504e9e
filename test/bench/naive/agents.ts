import type {JurisdictionInput, Kind} from '../../../src/model/input.ts';
import {type Segment, SEGMENT_PROFILES, type SegmentProfile} from '../../../src/model/segments.ts';
import type {DefectClass} from '../../../src/model/world.ts';
import type {WorkloadDeveloper, WorkloadRelease} from '../workload.ts';

export class Defect {
  found = false;
  removed = false;
  patchDay = Infinity;
  readonly kind: DefectClass;
  readonly rate: number;
  readonly foundAt: number; // effort, expert-hours
  readonly visible: boolean; // to evaluators

  constructor(kind: DefectClass, rate: number, foundAt: number, visible: boolean) {
    this.kind = kind;
    this.rate = rate;
    this.foundAt = foundAt;
    this.visible = visible;
  }
}

export class Release {
  readonly access = new Map<string, ReadonlySet<string>>(); // jurisdiction -> segments served
  readonly cleared = new Set<string>(); // jurisdictions
  readonly developer: Developer;
  readonly capability: number;
  readonly flop: number;
  readonly trained: number; // day
  readonly tested: number; // day
  effort = 0; // expert-hours so far
  userEffort = 0; // the same from use
  firstUse = Infinity; // day
  defects: Defect[] = [];

  constructor(developer: Developer, {capability, flop, trained, tested}: WorkloadRelease) {
    this.developer = developer;
    this.capability = capability;
    this.flop = flop;
    this.trained = trained;
    this.tested = tested;
  }
}

export class Developer {
  readonly name: string;
  readonly kind: Kind;
  readonly home: string;
  readonly markets: readonly string[];
  readonly open: boolean;
  readonly efficiency: number;
  readonly safety: number;
  readonly releases: Release[] = [];
  capability = 0;
  compute = 0;
  trust = 0;
  price = 1;
  unitCost = 1;
  revenue = 0;
  margin = 0;
  runs = 0;
  copies = 0;

  constructor(from: WorkloadDeveloper) {
    this.name = from.name;
    this.kind = from.kind;
    this.home = from.home;
    this.markets = from.markets;
    this.open = from.open;
    this.efficiency = from.efficiency;
    this.safety = from.safety;
  }

  /** Its best release that a segment may use in a jurisdiction. */
  offer(jurisdiction: string, segment: string): Release | undefined {
    return this.releases.findLast((release) => release.access.get(jurisdiction)?.has(segment));
  }
}

export class Cell {
  shares = new Map<Developer, number>();
  readonly jurisdiction: string;
  readonly segment: string;
  readonly profile: SegmentProfile;
  readonly spendShare: number;
  readonly userShare: number;

  constructor({id, spend_share, user_share}: JurisdictionInput, segment: Segment) {
    this.jurisdiction = id;
    this.segment = segment;
    this.profile = SEGMENT_PROFILES[segment];
    this.spendShare = spend_share * this.profile.spend;
    this.userShare = user_share * this.profile.users;
  }
}
