/** Who uses AI services. Order is fixed: a stage's access is a bit mask over it. */
export const SEGMENTS = ['accredited', 'enterprise', 'sme', 'nonprofit', 'consumer', 'low_income'] as const;
export type Segment = (typeof SEGMENTS)[number];

/** Bit mask of every segment: public access. */
export const EVERYONE = (1 << SEGMENTS.length) - 1;

/** Bit mask of the named segments. */
export const accessMask = (ids: readonly string[]): number =>
  ids.reduce((mask, id) => mask | (1 << SEGMENTS.indexOf(id as Segment)), 0);

/** Taste and size of a segment, relative to the spend-weighted mean buyer. */
export interface SegmentProfile {
  readonly quality: number; // weight of capability in utility, x demand.quality
  readonly price: number; // weight of price, x demand.price
  readonly trust: number; // weight of trust, x demand.trust
  readonly spend: number; // share of a jurisdiction's spend on AI services
  readonly users: number; // share of its users
}

/**
 * Assumed: published shares exist for enterprise spend only. The order follows what vendors' price
 * lists and surveys suggest: firms weigh quality and trust, households and poor regions the price.
 * Each taste column has a spend-weighted mean of 1.
 */
export const SEGMENT_PROFILES: Readonly<Record<Segment, SegmentProfile>> = {
  accredited: {quality: 1.3, price: 0.6, trust: 1, spend: 0.01, users: 0.0002},
  enterprise: {quality: 1.15, price: 0.7, trust: 1.3, spend: 0.5, users: 0.12},
  sme: {quality: 0.9, price: 1.25, trust: 0.9, spend: 0.16, users: 0.08},
  nonprofit: {quality: 0.8, price: 1.4, trust: 0.9, spend: 0.02, users: 0.02},
  consumer: {quality: 0.83, price: 1.3, trust: 0.6, spend: 0.28, users: 0.68},
  low_income: {quality: 0.667, price: 1.6, trust: 0.5, spend: 0.03, users: 0.0998},
};
