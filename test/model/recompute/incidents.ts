import {by, isIn, once, type Recomputed, stepsIn, sum, within, years} from './arithmetic.ts';
import type {Incident, Question, Tables} from './tables.ts';

const happened = (tables: Tables, question: Question): readonly Incident[] =>
  tables.incidents.filter(
    (each) =>
      within(each.day, question) &&
      isIn(each, question) &&
      (question.kind === undefined || each.kind === question.kind),
  );

const perYear =
  (worth: (incident: Incident, tables: Tables) => number): Recomputed =>
  (tables, question) =>
    sum(happened(tables, question).map((each) => worth(each, tables))) / years(tables, question);

/** Outcomes told by incidents. */
export const ofIncidents: Readonly<Record<string, Recomputed>> = {
  incidents: perYear(() => 1),
  reported_incidents: perYear(({reported}) => reported),
  severe_incidents: perYear(({severity}, {severe}) => (severity >= severe ? 1 : 0)),
  harm: perYear(({severity}) => severity),
  catastrophe(tables, question) {
    if (Number.isNaN(years(tables, question))) return NaN;
    return happened(tables, question).some(({severity}) => severity >= 10_000) ? 1 : 0;
  },
  incidents_per_exposure(tables, question) {
    const steps = once(tables, 'developers by step', () => by(tables.developers, ({week}) => week));
    const use = stepsIn(tables, question)
      .flatMap((step) => steps.get(step) ?? [])
      .filter(({kind}) => question.kind === undefined || kind === question.kind)
      .map(({exposure}) => exposure);
    return sum(use) > 0 ? happened(tables, question).length / sum(use) : NaN;
  },
};
