/** The parts of an outcome id as the tidy tables name them: `hhi.eu.enterprise` is metric `hhi` of `eu.enterprise`. */
export function metricName(id: string): readonly [metric: string, entity: string] {
  const dot = id.indexOf('.');
  return dot < 0 ? [id, ''] : [id.slice(0, dot), id.slice(dot + 1)];
}
