import { run } from './children.mjs';

/**
 * Runs every step, some at a time, whether others fail or not. Each prints its name, its time and,
 * when it fails or has something to say, its output in one piece.
 *
 * @param {{name: string, command: string[], after?: string}[]} steps `after` names a step that has
 *   to end first (ignored when it is not among them).
 * @param {number} width how many run at a time.
 * @returns {Promise<string[]>} the names of those that failed.
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
  const { code, output } = await run(command, { output: 'capture', env: plain });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds.padStart(5)} s`);
  if (output.trim() !== '') console.log(output.trimEnd().replace(/^/gm, '       '));
  return { name, ok: code === 0 };
}

// Output is captured: no colours, whatever the terminal is.
const plain = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
