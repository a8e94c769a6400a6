import { SingleBar } from 'cli-progress';

/** Receives how much is done, of how much in all. */
type Report = (done: number, total: number) => void;

/**
 * Shows a progress bar if standard error is a terminal.
 * @param what what the program does: Checking
 * @param units of what it reports: entries
 */
export async function withBar<T>(
  what: string,
  units: string,
  work: (report: Report) => Promise<T>,
): Promise<T> {
  const bar = new SingleBar({
    format: `${what} [{bar}] {percentage} % | {value} of {total} ${units}`,
    hideCursor: true,
  });
  if (!process.stderr.isTTY) return work(() => undefined);
  bar.start(0, 0);
  try {
    return await work((done, total) => {
      bar.setTotal(total);
      bar.update(done);
    });
  } finally {
    bar.stop();
  }
}
