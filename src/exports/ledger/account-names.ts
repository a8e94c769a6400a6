import type { LedgerAccount } from '../../reader/index.js';

/**
 * The name of an account in a chart of accounts: `system:SALES`, `wallets:ann:main:cash`. It has no character that a plain-text
 * ledger reads as syntax: everything but letters and digits of any script and `. _ @ + -` is percent-encoded. So no two
 * accounts of different wallets have the same name.
 */
export function accountName({ kind, wallet }: LedgerAccount): string {
  if (wallet === null) return `system:${kind}`;
  const account = kind.toLowerCase().replace('_', '-');
  return `wallets:${encoded(wallet.ownerId)}:${encoded(wallet.name)}:${account}`;
}

function encoded(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}._@+-]/gu, (character) =>
    Buffer.from(character).reduce(
      (codes, byte) => `${codes}%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      '',
    ),
  );
}
