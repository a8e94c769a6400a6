import { totalmem } from 'node:os';

/** The memory of this machine in bytes, or the limit of its container if that is lower. */
export function memoryBytes(): number {
  // 0 if it is unknown, and beyond any machine if there is no limit.
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
