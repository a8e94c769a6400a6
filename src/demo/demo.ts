import type { Viewer } from '../auth/viewer.js';
import type { Book, Movement, Result } from '../ledger/index.js';
import { parseDecimal } from '../money/decimal.js';
import { adjustBalance, deposit, openWallet, transfer } from '../movements/index.js';

/** As whom the demo is written. Nobody else's keys are this caller's. */
const DEMO: Viewer = { id: 'demo', roles: ['SERVICE', 'ADMIN'] };

const WALLETS = [
  ['alice', 'USD', '104.00'],
  ['alice', 'COIN', '250'],
  ['bob', 'USD', '12.50'],
  ['bob', 'IDR', '2750000.00'],
  ['carol', 'INR', '10000.00'],
  ['carol', 'USD', '0.00'],
] as const;

const TRANSFERS = [
  ['alice', 'bob', '4.00', 'dinner'],
  ['bob', 'carol', '6.25', 'tickets'],
] as const;

/**
 * A few owners, wallets and movements to look at. Each step has a key of its own that never changes,
 * so that loading it again does nothing, and what was interrupted is completed.
 */
export async function loadDemo(book: Book): Promise<void> {
  const wallets = new Map<string, string>();
  for (const [ownerId, currency, amount] of WALLETS) {
    const name = `${ownerId} ${currency}`;
    const { walletId } = await act(book, openWallet, { ownerId, currency }, `open ${name}`);
    if (walletId === undefined) throw new Error(`demo: ${name} has no wallet`);
    wallets.set(name, walletId);
    if (parseDecimal(amount).units > 0n)
      await act(
        book,
        deposit,
        { walletId, amount: money(amount, currency), reference: 'demo' },
        `deposit ${name}`,
      );
  }
  const walletOf = (owner: string): string => wallets.get(`${owner} USD`) ?? '';
  for (const [from, to, amount, description] of TRANSFERS) {
    const input = {
      fromWalletId: walletOf(from),
      toWalletId: walletOf(to),
      amount: money(amount, 'USD'),
      description,
    };
    await act(book, transfer, input, `transfer ${description}`);
  }
  const welcome = {
    walletId: walletOf('carol'),
    direction: 'CREDIT',
    amount: money('1.00', 'USD'),
    reason: 'welcome',
  } as const;
  await act(book, adjustBalance, welcome, 'adjust welcome');
}

function money(amount: string, currency: string) {
  return { amount: parseDecimal(amount), currency };
}

async function act<I>(
  book: Book,
  movement: Movement<I>,
  input: I,
  key: string,
): Promise<{ walletId?: string }> {
  const { outcome }: Result = await book.ledger.submit(movement, input, DEMO, key);
  if ('done' in outcome) return outcome.done;
  // A step that an earlier version wrote in other words has been done, and is not done again.
  if ('many' in outcome) throw new Error(`demo: ${key} is one step, not many`);
  if (outcome.refused.code === 'IDEMPOTENCY_CONFLICT') return {};
  throw new Error(`demo: ${key}: ${outcome.refused.message}`);
}
