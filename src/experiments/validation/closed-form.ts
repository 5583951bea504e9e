import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import {normalQuantile} from '../../numeric/normal-quantile.ts';

/** A gate as formulas see it; days. */
export interface ClosedGate {
  readonly teams: number;
  readonly service: number; // mean of a first review
  readonly cv2: number; // of the service
  readonly load: number; // share of the teams' time that is asked for, below 1
  readonly floor: number; // of the first stage
  readonly dwell: number; // of the second stage
  readonly signOff: number;
  readonly rollback: number; // chance of a critical finding in a round
  readonly remediation: number;
  readonly rework: number; // a second review over a first one
}

/** Erlang's C: the share of arrivals that wait at `teams` servers under `load`. */
export function erlangC(teams: number, load: number): number {
  const offered = teams * load;
  let term = 1;
  let sum = 1;
  for (let k = 1; k < teams; k++) {
    term *= offered / k;
    sum += term;
  }
  const last = (term * offered) / teams / (1 - load);
  return last / (sum + last);
}

const NODES = 400;

/**
 * Mean days from submission to public access: floor and queue of the first stage, dwell and sign-off, and rounds of
 * remediation and shorter review after critical findings. Waits are those of Erlang C scaled by (1 + cv2) / 2 (Allen &
 * Cunneen), exponential where there is one; services are lognormal.
 */
export function closedFormDays(gate: ClosedGate): number {
  const {teams, service, cv2, load, floor, dwell, signOff, rollback, remediation, rework} = gate;
  const waits = erlangC(teams, load);
  const wait = ((service / (teams * (1 - load))) * (1 + cv2)) / 2; // mean of those who wait
  const sigma = Math.sqrt(ln(1 + cv2));
  const stage = (scale: number): number => {
    let sum = 0;
    for (let n = 0; n < NODES; n++) {
      const s = scale * service * exp(sigma * normalQuantile((n + 0.5) / NODES) - (sigma * sigma) / 2);
      const least = scale * floor;
      // E max(floor, W + s) for W exponential of mean `wait`, above and below the floor.
      const waiting = s >= least ? s + wait : least + wait * exp(-(least - s) / wait);
      sum += waits * waiting + (1 - waits) * Math.max(least, s);
    }
    return sum / NODES;
  };
  const again = rollback / (1 - rollback); // expected further rounds
  const round = (scale: number): number => stage(scale) + scale * dwell;
  return round(1) + signOff + again * (remediation + round(rework));
}
