import { hash } from 'node:crypto';
import type { CommandRow } from './commands.js';

/** A UUID (version 8, of the caller and the key) that is the same wherever the command is read. */
export function idOfCommand({ caller, key }: Pick<CommandRow, 'caller' | 'key'>): string {
  const bytes = hash('sha256', `${caller}\0${key}`, 'buffer').subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
