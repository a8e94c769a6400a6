import { SingleBar } from 'cli-progress';

/** Receives how much is done, of how much in all. */
type Report = (done: number, total: number) => void;

/** Receives what is being done, and how much of it; total is undefined if it is not known. */
type OnProgress = (step: string, done: number, total: number | undefined) => void;

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
  return withSteps((show) => work((done, total) => show(what, done, total)), ` ${units}`);
}

/**
 * Shows the steps of a long command, each with a bar, its rate and the time left, if standard error is a terminal.
 * @param units of what it reports, after a space, if it is the same in every step
 */
export async function withSteps<T>(
  work: (onProgress: OnProgress) => Promise<T>,
  units = '',
): Promise<T> {
  if (!process.stderr.isTTY) return work(() => undefined);
  let bar: SingleBar | undefined;
  let current = '';
  let began = 0;
  try {
    return await work((step, done, total) => {
      if (step !== current) {
        bar?.stop();
        bar = new SingleBar({
          format: `${step} [{bar}] {percentage} % | {value} of {total}${units} | {rate}/s | {eta_formatted} left`,
          hideCursor: true,
        });
        [current, began] = [step, performance.now()];
        bar.start(total ?? 0, done, { rate: '0' });
      }
      const seconds = (performance.now() - began) / 1000;
      bar?.setTotal(total ?? done);
      bar?.update(done, {
        rate: seconds > 0 ? Math.round(done / seconds).toLocaleString('en') : '0',
      });
    });
  } finally {
    bar?.stop();
  }
}
