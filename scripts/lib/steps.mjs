import { run } from './children.mjs';

/**
 * Runs every step, `width` at a time, even if others fail. Prints the name, the time and any output of
 * each step in one piece.
 *
 * @param {{name: string, command: string[], after?: string}[]} steps `after` names a step that must
 *   end first; it is ignored if that step does not run.
 * @param {number} width number of concurrent steps.
 * @returns {Promise<string[]>} names of the failed steps.
 */
export async function runSteps(steps, width) {
  const waiting = [...steps];
  const running = new Map();
  const failed = [];
  const isPending = (name) => running.has(name) || waiting.some((step) => step.name === name);
  while (waiting.length > 0 || running.size > 0) {
    while (running.size < width) {
      const index = waiting.findIndex(({ after }) => after === undefined || !isPending(after));
      if (index === -1) break;
      const [step] = waiting.splice(index, 1);
      running.set(step.name, runStep(step));
    }
    const done = await Promise.race(running.values());
    running.delete(done.name);
    if (!done.ok) failed.push(done.name);
  }
  return failed;
}

async function runStep({ name, command }) {
  const started = Date.now();
  const { code, output } = await run(command, { output: 'capture', env: withoutColours });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds.padStart(5)} s`);
  if (output.trim() !== '') console.log(output.trimEnd().replace(/^/gm, '       '));
  return { name, ok: code === 0 };
}

// The output is captured, so it must have no colours, even on a terminal.
const withoutColours = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
