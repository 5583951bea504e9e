import type {Playing, Run} from '../mechanism.ts';

/** What a submission costs in user fees, USD M. */
export const userFee = (run: Run): number =>
  run.on('costs') && run.choice('reviewer.funding') === 'user_fees' ? run.number('reviewer.fee') : 0;

/**
 * Collects the user fees of the step's submissions, to the last cent what authorities receive.
 *
 * Reads submissions. Writes feeCost of releases, compliance of developers, feesReceived. Draws nothing.
 */
export function playFees(run: Run): Playing {
  const {world, clock} = run;
  const {developers, releases, feesReceived} = world;
  const width = world.jurisdictions.length;
  const fee = userFee(run);

  return {
    step() {
      if (fee === 0) return;
      feesReceived.fill(0);
      const {submitted, developer, feeCost} = releases.column;
      for (let n = 0; n < releases.liveCount; n++) {
        const release = releases.live[n];
        const row = developer[release];
        if (!Number.isNaN(developers.column.gone[row])) continue;
        for (let j = 0; j < width; j++) {
          const day = submitted[release * width + j];
          if (!(day >= clock.from && day < clock.to)) continue;
          feeCost[release] += fee;
          developers.column.compliance[row] += fee;
          feesReceived[j] += fee;
        }
      }
    },
  };
}
