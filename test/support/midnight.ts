const DAY_MS = 86_400_000;
/** Longer than anything takes between a first claim and what is said of the second. */
const CLEAR_MS = 60_000;

/** Waits for the next day if this one is about to end: a bonus can be claimed again from 00:00 UTC on. */
export async function clearOfMidnight(): Promise<void> {
  const left = DAY_MS - (Date.now() % DAY_MS);
  if (left < CLEAR_MS) await new Promise((resolve) => setTimeout(resolve, left + 100));
}
