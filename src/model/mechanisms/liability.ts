import type {Mechanism} from '../mechanism.ts';

/** Numbers and draws of liability for harm after release. */
export const liability = {
  id: 'liability',
  title: 'Liability for harm',
  equation:
    'damages = multiple x severity with probability of being held liable, after a lag: insured part by fair premiums, the rest up to cash; ' +
    'expected claims = (w + seen) / (w + expected so far) x those that a look every 28 days expects, hidden defects: kappa/r for each find, r = kappa x reporting + users, known ones: until patched, drift: as it shows; ' +
    'their cost per unit of use enters marginal cost, hence price',
  limit:
    'Multiple x chance = 1 and enough assets: the developer bears the whole harm (Pigou). No assets: damages move nothing.',
  source: 'Shavell (1984, 1986), liability for harm and the judgement-proof problem; Polinsky & Shavell (2000)',
  switches: {liability: 'Nobody is held liable for harm.'},
  parameters: {
    'liability.detection': {
      type: 'number',
      title: 'Chance that the developer is held liable for an incident',
      group: 'enforcement',
      role: 'assumed',
      source: 'assumed: as often as incidents are reported; fault and cause are hard to prove',
      unit: 'share',
      default: 0.2,
      low: 0.05,
      high: 0.6,
      min: 0,
      max: 1,
    },
    'liability.damages_multiple': {
      type: 'number',
      title: 'Damages for each unit of harm',
      group: 'enforcement',
      role: 'policy',
      source:
        'policy lever: 0 is the law as it stands, no liability particular to AI (the proposed EU directive was withdrawn in 2025); 1 is strict liability',
      unit: 'x',
      default: 0,
      low: 0,
      high: 5,
      min: 0,
      max: Infinity,
      named: [{label: 'strict liability', value: 1}],
    },
    'liability.insured': {
      type: 'number',
      title: 'Share of damages that insurance pays, for a fair premium',
      group: 'enforcement',
      role: 'policy',
      source: 'assumed: insurance of AI risks is rare; mandatory cover is a policy',
      unit: 'share',
      default: 0.2,
      low: 0,
      high: 1,
      min: 0,
      max: 1,
    },
    'liability.lag_days': {
      type: 'number',
      title: 'Time from an incident to the payment of damages',
      group: 'enforcement',
      role: 'assumed',
      source: 'assumed: product liability cases take one to several years',
      unit: 'days',
      default: 365,
      low: 90,
      high: 1460,
      min: 0,
      max: Infinity,
    },
    'liability.prior_claims': {
      type: 'number',
      title: 'Weight of what reviewers expect against the claims seen so far',
      group: 'enforcement',
      role: 'assumed',
      source:
        'assumed: credibility of experience rating (Bühlmann 1967); what is known of releases weighs against what happened',
      unit: 'claims',
      default: 20,
      low: 5,
      high: 100,
      min: 0,
      above: 0,
      max: Infinity,
    },
  },
  decisions: {claim: 146},
} as const satisfies Mechanism;
