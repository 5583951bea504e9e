import {lognormal} from '../../numeric/distributions.ts';
import {KINDS} from '../input.ts';
import type {Mechanism, Run} from '../mechanism.ts';
import {DEFECT_CLASSES} from '../world.ts';
import {addExpertEffort, discover, remove} from './discovery.ts';
import {createMending} from './mending.ts';

/** Numbers and draws of internal tests and of automated checks. */
export const testing = {
  id: 'testing',
  title: 'Internal tests and automated checks',
  equation:
    'tau += hours x days of testing x (1 - omega x share of its market with a review); a battery finds each hidden shallow defect with its detection rate, and cries wolf at its false-alarm rate',
  limit: 'Zero days: released on the day training ends.',
  source: 'System cards of frontier models (days to more than six months of tests); signal detection',
  switches: {},
  parameters: {
    'testing.days.<kind>': {
      type: 'number',
      family: 'kind',
      title: 'Internal tests before release',
      group: 'defects',
      role: 'observed',
      source: 'days (o3, press) to more than six months (GPT-4, company statement); start-ups and projects assumed',
      unit: 'days',
      default: 60,
      defaults: {lab: 60, startup: 30, open: 14},
      low: 7,
      high: 200,
      min: 0,
      max: Infinity,
    },
    'testing.cv2': {
      type: 'number',
      title: 'Squared coefficient of variation of the days of internal tests',
      group: 'defects',
      role: 'assumed',
      source: 'assumed',
      unit: '1',
      default: 0.3,
      low: 0,
      high: 1,
      min: 0,
      max: Infinity,
    },
    'testing.hours.<kind>': {
      type: 'number',
      family: 'kind',
      title: 'Expert-hours of internal tests in a day',
      group: 'defects',
      role: 'assumed',
      source: 'assumed: fifty outside experts over six months for one system (company statement)',
      unit: 'expert-hours per day',
      default: 40,
      defaults: {lab: 40, startup: 12, open: 6},
      low: 4,
      high: 160,
      min: 0,
      max: Infinity,
    },
    'testing.offset': {
      type: 'number',
      title: 'Fall of internal testing effort where a release faces a review everywhere (omega)',
      group: 'defects',
      role: 'assumed',
      source:
        'Peltzman (1975), The Effects of Automobile Safety Regulation, JPE 83(4), for the sign; 0 because no size is known for AI',
      unit: 'share',
      default: 0,
      low: 0,
      high: 0.5,
      min: 0,
      max: 1,
    },
    'checks.detection': {
      type: 'number',
      title: 'Chance that a prompt battery finds a shallow defect',
      group: 'gate',
      role: 'assumed',
      source: 'assumed: automated batteries repeat known attacks',
      unit: 'share',
      default: 0.4,
      low: 0.1,
      high: 0.8,
      min: 0,
      max: 1,
    },
    'checks.false_alarm': {
      type: 'number',
      title: 'Chance that a prompt battery flags a release for nothing',
      group: 'gate',
      role: 'assumed',
      source: 'assumed',
      unit: 'share',
      default: 0.05,
      low: 0,
      high: 0.2,
      min: 0,
      max: 1,
    },
    'checks.fix_days': {
      type: 'number',
      title: 'Time to answer a flag of the prompt battery',
      group: 'gate',
      role: 'assumed',
      source: 'assumed',
      unit: 'days',
      default: 5,
      low: 1,
      high: 21,
      min: 0,
      max: Infinity,
    },
  },
  decisions: {internal: 40, battery: 41, probe: 180},
} as const satisfies Mechanism;

export interface Tests {
  /** Length of a release's internal tests, days: a function of the release alone. */
  days(release: number): number;
  /** Books the effort of internal tests and mends what they found; `reviewed`: share of its market with a review. */
  conclude(release: number, days: number, day: number, reviewed: number): void;
  /** Runs the prompt battery on entering a stage; returns the days until its flags are answered. */
  battery(release: number, jurisdiction: number, passage: number, day: number): number;
}

export function createTests(run: Run): Tests {
  const {world} = run;
  const {releases, developers} = world;
  const mean = KINDS.map((kind) => run.member('testing.days', kind));
  const hours = KINDS.map((kind) => run.member('testing.hours', kind));
  const cv2 = run.number('testing.cv2');
  const detection = run.number('checks.detection');
  const falseAlarm = run.number('checks.false_alarm');
  const fixDays = run.number('checks.fix_days');
  const offset = run.number('testing.offset');
  const mend = createMending(run);
  const shallow = DEFECT_CLASSES.indexOf('shallow');
  const kindOf = (release: number): number => developers.column.kind[releases.column.developer[release]];

  return {
    days(release) {
      const expected = mean[kindOf(release)];
      if (expected === 0 || cv2 === 0) return expected;
      const draws = run.draws.at(releases.idLow[release], releases.idHigh[release], 0, testing.decisions.internal);
      return lognormal(draws, expected, cv2);
    },
    conclude(release, days, day, reviewed) {
      const spent = hours[kindOf(release)] * days * (1 - offset * reviewed);
      // Developers hold the weights, but test their own work as users would: no extra worth.
      addExpertEffort(world, release, spent, 'black_box', {
        black_box: 1,
        fine_tuning: 1,
        white_box: 1,
      });
      discover(world, release, day, (defect) => {
        mend(defect, day);
      });
    },
    battery(release, jurisdiction, passage, day) {
      const {firstDefect, defects: counts, found} = releases.column;
      const {column, idLow, idHigh} = world.defects;
      const when = world.drawKeys[jurisdiction] | passage;
      const draws = run.draws.at(releases.idLow[release], releases.idHigh[release], when, testing.decisions.battery);
      let flagged = draws.uniform() < falseAlarm;
      releases.column.batteries[release]++;
      for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
        if (column.class[row] !== shallow || !Number.isNaN(column.found[row])) continue;
        const probe = run.draws.at(idLow[row], idHigh[row], releases.idLow[release] ^ when, testing.decisions.probe);
        if (probe.uniform() >= detection) continue;
        flagged = true;
        column.found[row] = day;
        found[release * DEFECT_CLASSES.length + shallow]++;
        remove(world, row, day);
      }
      return flagged ? fixDays : 0;
    },
  };
}
