import { notDone, whole } from '../../lib/report/format.mjs';

/** How long a client rests after a refusal. */
export const refusedPauseMs = 100;

/**
 * Starts closed load from a process of its own, so that the others are not held up by it.
 * @param how as for `closed` of the load
 * @returns `end`, which waits for its end and returns what became of it, in words
 */
export async function offend(testbed, { seconds, ...how }) {
  const child = testbed.newLoad();
  const running = child.ask('closed', { ...how, seconds, abandon: true, pauseMs: refusedPauseMs });
  running.catch(() => undefined); // `end` reports it
  return {
    async end() {
      const { done, failed, sample, ...rest } = await running;
      await child.end();
      if (failed > 0)
        throw new Error(`${failed} of these requests failed, the first with: ${sample}`);
      return `${whole(done)} of these done${notDone(rest)}`;
    },
  };
}
