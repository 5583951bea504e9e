import type {RunInput, StageRule} from '../../../src/model/input.ts';
import {SEGMENTS} from '../../../src/model/segments.ts';
import type {Release} from './agents.ts';
import {discover} from './defects.ts';
import type {Random} from './random.ts';
import type {Settings} from './settings.ts';

const EVERYONE: ReadonlySet<string> = new Set(SEGMENTS);

/** A release on its way through the gate of a jurisdiction. */
interface Submission {
  readonly release: Release;
  readonly jurisdiction: string;
  readonly stages: readonly StageRule[];
  stage: number;
  entered: number; // day
  floorEnds: number;
  work: 'none' | 'waiting' | 'running' | 'done';
  workEnds: number;
  rework: boolean;
  state: 'stage' | 'decision' | 'remediation' | 'over';
  until: number; // end of a decision or remediation
}

/** Stages, review teams, findings, rollback and approvals, looked at once a week. */
export class Gate {
  passages = 0;
  rollbacks = 0;
  private submissions: Submission[] = [];
  private readonly queues: Map<string, Submission[]>;
  private readonly busy: Map<string, number>;
  private largest: number[] = [];
  private readonly input: RunInput;
  private readonly settings: Settings;
  private readonly random: Random;

  constructor(input: RunInput, settings: Settings, random: Random) {
    this.input = input;
    this.settings = settings;
    this.random = random;
    this.queues = new Map(settings.jurisdictions.map(({id}) => [id, []]));
    this.busy = new Map(settings.jurisdictions.map(({id}) => [id, 0]));
  }

  /** Counts a training run among the largest so far. */
  trained({flop}: Release): void {
    this.largest = [...this.largest, flop].sort((a, b) => b - a).slice(0, 100);
  }

  /** Sends a tested release to the public or into the gates on its way. */
  submit(release: Release, day: number): void {
    for (const jurisdiction of release.developer.markets) {
      const stages = this.stagesFor(release, jurisdiction, day);
      if (stages.length === 0) this.clear(release, jurisdiction);
      else {
        const submission: Submission = {
          ...{release, jurisdiction, stages, stage: 0, entered: day, floorEnds: day, rework: false},
          ...{work: 'none', workEnds: Infinity, state: 'stage', until: Infinity},
        };
        this.submissions.push(submission);
        this.enter(submission, 0, day);
      }
    }
  }

  week(day: number): void {
    for (const submission of [...this.submissions]) this.move(submission, day + 7);
    this.submissions = this.submissions.filter(({state}) => state !== 'over');
  }

  private stagesFor(release: Release, jurisdiction: string, day: number): readonly StageRule[] {
    const rules = this.input.policy
      .filter((entry) => entry.in.includes(jurisdiction) && entry.from !== null && entry.from <= day)
      .reduce((all, {regime}) => ({...all, ...regime}), {} as RunInput['policy'][number]['regime']);
    if (release.developer.open && rules.open_weights === 'exempt') return [];
    const {threshold} = rules;
    const least =
      threshold === undefined
        ? -Infinity
        : threshold.index === 'fixed'
          ? Math.log10(threshold.flop)
          : (this.largest[threshold.top - 1] ?? -Infinity);
    return release.flop >= least ? (rules.stages ?? []) : [];
  }

  private enter(submission: Submission, stage: number, day: number): void {
    submission.stage = stage;
    const {release, jurisdiction, stages, rework} = submission;
    if (stage === stages.length - 1) {
      submission.state = 'over';
      this.clear(release, jurisdiction);
      return;
    }
    const {access, min_days, evaluations} = stages[stage];
    release.access.set(jurisdiction, new Set(access));
    this.passages++;
    submission.state = 'stage';
    submission.entered = day;
    submission.floorEnds = day + min_days * (rework ? this.settings.rework : 1);
    submission.work = evaluations > 0 ? 'waiting' : 'done';
    if (evaluations > 0) {
      this.queues.get(jurisdiction)?.push(submission);
      this.startWork(jurisdiction, day);
    }
  }

  private startWork(jurisdiction: string, day: number): void {
    const queue = this.queues.get(jurisdiction) ?? [];
    while (queue.length > 0 && (this.busy.get(jurisdiction) ?? 0) < this.settings.teams[jurisdiction]) {
      const next = queue.shift();
      if (!next || next.state !== 'stage') continue;
      const days = this.random.lognormal(
        this.settings.service * (next.rework ? this.settings.rework : 1),
        this.settings.serviceCv2,
      );
      next.work = 'running';
      next.workEnds = day + days;
      next.release.effort += days * this.settings.teamHours;
      this.busy.set(jurisdiction, (this.busy.get(jurisdiction) ?? 0) + 1);
    }
  }

  private move(submission: Submission, end: number): void {
    if (submission.work === 'running' && submission.workEnds < end) {
      submission.work = 'done';
      this.busy.set(submission.jurisdiction, (this.busy.get(submission.jurisdiction) ?? 1) - 1);
      this.startWork(submission.jurisdiction, submission.workEnds);
    }
    const {state, work, floorEnds, workEnds, until} = submission;
    if (state === 'stage' && work === 'done' && floorEnds < end) {
      this.leave(submission, Math.max(floorEnds, Number.isFinite(workEnds) ? workEnds : floorEnds));
    } else if (state === 'decision' && until < end) {
      this.enter(submission, submission.stage + 1, until);
    } else if (state === 'remediation' && until < end) {
      submission.release.defects.filter(({found}) => found).forEach((defect) => (defect.removed = true));
      submission.rework = true;
      this.enter(submission, submission.stage, until);
    }
  }

  private leave(submission: Submission, day: number): void {
    const {release, stages, stage} = submission;
    release.effort += (day - submission.entered) * this.settings.stageHours;
    const news = discover(release);
    const critical = news.filter(({kind}) => kind !== 'shallow');
    news.filter(({kind}) => kind === 'shallow').forEach((defect) => (defect.removed = true));
    if (critical.length > 0) {
      this.rollBack(submission, day);
      return;
    }
    const decisions = stages[stage].approvals + (stages[stage + 1].sign_off ? 1 : 0);
    submission.state = 'decision';
    submission.until = day + decisions * this.settings.approvalDays;
  }

  private rollBack(submission: Submission, day: number): void {
    const {release, jurisdiction, stages, stage} = submission;
    this.rollbacks++;
    const newer = this.submissions.some(
      (other) =>
        other !== submission &&
        other.release.developer === release.developer &&
        other.jurisdiction === jurisdiction &&
        other.release.trained > release.trained,
    );
    if (newer) {
      this.abandon(submission);
      return;
    }
    const back = stages[stage].on_critical;
    submission.stage =
      back === 'remedy'
        ? stage
        : Math.max(
            stages.findIndex(({id}) => id === back),
            0,
          );
    submission.state = 'remediation';
    submission.until = day + this.settings.remediationDays * this.random.exponential();
    release.access.set(jurisdiction, new Set(stages[submission.stage].access));
  }

  private abandon(submission: Submission): void {
    if (submission.work === 'running') {
      this.busy.set(submission.jurisdiction, (this.busy.get(submission.jurisdiction) ?? 1) - 1);
    }
    submission.state = 'over';
    submission.release.access.delete(submission.jurisdiction);
  }

  private clear(release: Release, jurisdiction: string): void {
    release.access.set(jurisdiction, EVERYONE);
    release.cleared.add(jurisdiction);
    const older = ({release: other}: Submission): boolean =>
      other.developer === release.developer && other.trained < release.trained;
    this.submissions
      .filter(
        (submission) => submission.state !== 'over' && submission.jurisdiction === jurisdiction && older(submission),
      )
      .forEach((submission) => {
        this.abandon(submission);
      });
    if (!release.developer.markets.every((market) => release.cleared.has(market))) return;
    release.developer.releases
      .filter(({trained, access}) => trained < release.trained && access.size > 0)
      .forEach(({access}) => {
        access.clear();
      });
  }
}
