/** What a developer is, has and does. */
export const developerColumns = {
  kind: 'u8', // index into KINDS
  home: 'i32', // jurisdiction
  sells: ['u8', 'jurisdiction'], // 1 where it offers
  open: 'u8', // 1 = releases open weights
  nest: 'u8', // index into NESTS
  conceal: 'f64', // share of its activity that no count sees, of the underground
  born: 'f64', // day
  gone: 'f64', // day of exit, NaN while active
  capability: 'f64', // best technique it has, ECI
  compute: 'f64', // log10 FLOP of the largest training run it can make
  efficiency: 'f64', // Jovanovic's theta: its appeal to buyers, utility
  safety: 'f64', // share of latent defects avoided in training, 0 to 1
  safetySpend: 'f64', // share of R&D
  dataIntensity: 'f64', // dependence of its products on personal data, 1 = as usual
  research: 'f64', // R_i rho_i: funded share of planned R&D that is left for research, 0 to 1
  cash: 'f64', // USD M
  otherIncome: 'f64', // USD M per year
  price: 'f64', // index, 1 = the average price of day 0
  unitCost: 'f64', // same unit
  liabilityPerUnit: 'f64', // expected damages of a unit of use, same unit; part of marginal cost
  trust: 'f64', // utility, 0 = untarnished
  compliance: 'f64', // USD M in this step
  fines: 'f64', // USD M in this step
  finesExpected: 'f64', // USD M that the violations of this step lead to on average
  bound: ['u8', 'jurisdiction'], // 1 where rules have bound a release of it
  violation: ['i32', 'jurisdiction'], // place of the release it sells without clearance + 1, 0 for none
  mode: ['u8', 'jurisdiction'], // how that goes on: 0 at home, 1 from elsewhere, 2 without a name on it, 3 in secret
  trainsAway: 'u8', // 1 once it trains elsewhere than at home, where that is banned
  withdrawn: ['u8', 'jurisdiction'], // 1 where it has taken its product off the market
  excluded: ['f64', 'jurisdiction'], // day until which it may not offer anything there
  liability: 'f64', // USD M in this step, damages and premiums paid
  expectedLiability: 'f64', // USD M per year that its releases in use are expected to cost it, at its safety of today
  spending: 'f64', // USD M in this step: R&D, overhead and compliance
  rd: 'f64', // USD M in this step, R&D, safety included
  burn: 'f64', // USD M per year: spending beyond margin and other income
  revenue: 'f64', // USD M in this step
  margin: 'f64', // USD M in this step, revenue less cost of service
  latest: 'i32', // row of its newest release, -1 for none
  releases: 'i32', // how many it has made
} as const;
