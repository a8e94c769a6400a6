/**
 * Past this a wait is given up, so that it says what for. No claim about speed: whatever comes at all comes
 * sooner on the busiest machine. Shorter than a test may take (jest.config.mjs). Milliseconds.
 */
const GIVE_UP_MS = 120_000;
const LOOK_EVERY_MS = 10;

/**
 * Resolves when the condition holds.
 * @param more what the error shows besides the condition
 * @throws Error if it never does
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  more: () => string = () => '',
): Promise<void> {
  // The monotonic clock: some tests move the other one.
  for (const began = performance.now(); performance.now() - began < GIVE_UP_MS;) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(
    `This does not hold after ${GIVE_UP_MS / 1_000} s: ${condition.toString()}\n${more()}`,
  );
}
