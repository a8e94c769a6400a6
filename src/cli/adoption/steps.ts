import { SingleBar } from 'cli-progress';

/** Receives what is being done, and how much of it; total is undefined if it is not known. */
type OnProgress = (step: string, done: number, total: number | undefined) => void;

/** Shows the steps of a long command, each with a bar, its rate and the time left, if standard error is a terminal. */
export async function withSteps<T>(work: (onProgress: OnProgress) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work(() => undefined);
  let bar: SingleBar | undefined;
  let current = '';
  let began = 0;
  try {
    return await work((step, done, total) => {
      if (step !== current) {
        bar?.stop();
        bar = new SingleBar({
          format: `${step} [{bar}] {percentage} % | {value} of {total} | {rate}/s | {eta_formatted} left`,
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
