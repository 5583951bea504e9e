import {access} from './access.ts';
import {ban} from './ban.ts';
import {capacityShock} from './capacity-shock.ts';
import {dataRule} from './data-rule.ts';
import {discovery} from './discovery.ts';
import {erlang} from './erlang.ts';
import type {Fact} from './fact.ts';
import {frontier} from './frontier.ts';
import {incidents} from './incidents.ts';
import {logit} from './logit.ts';
import {market} from './market.ts';
import {off} from './off.ts';
import {preMarketProof} from './pre-market-proof.ts';
import {races} from './races.ts';
import {releases} from './releases.ts';

/** What the model must show: limits that theory fixes, then patterns that were seen. */
export const facts: readonly Fact[] = [
  off,
  erlang,
  logit,
  races,
  discovery,
  frontier,
  releases,
  market,
  preMarketProof,
  dataRule,
  capacityShock,
  incidents,
  access,
  ban,
];
