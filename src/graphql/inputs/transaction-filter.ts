import type { Viewer } from '../../domain/index.js';
import { seesAll } from '../../auth/index.js';
import { toMinorUnits, type Decimal } from '../../money/index.js';
import type { TransactionFilter as BookFilter } from '../../reader/index.js';
import { seesStaffMatters } from '../authorization/visibility.js';
import type { GraphQLContext } from '../context.js';
import { badInput } from '../errors.js';
import type { AmountFilter, InputMaybe, TransactionFilter } from '../generated/resolvers.js';
import { asIs, ifSent, namingValue } from './inputs.js';
import { initiator, label, reference, words } from './text-inputs.js';

type Filter = InputMaybe<TransactionFilter> | undefined;

/**
 * The conditions of a filter on transactions.
 * @param currency the wallet's, if the list is of one
 * @throws GraphQLError BAD_USER_INPUT for what no transaction can have
 */
export async function transactionsIn(
  filter: Filter,
  context: GraphQLContext,
  currency?: string,
): Promise<BookFilter> {
  return {
    kinds: ifSent(filter?.kinds, asIs),
    statuses: ifSent(filter?.statuses, asIs),
    from: ifSent(filter?.from, asIs),
    to: ifSent(filter?.to, asIs),
    reference: ifSent(filter?.reference, reference),
    metadata: ifSent(filter?.metadata, (has) => metadataIn(has, context.caller)),
    amount: await ifSent(filter?.amount, (amount) => amountIn(amount, context, currency)),
    text: ifSent(filter?.text, words),
    initiatedBy: ifSent(filter?.initiatedBy, initiator),
    effectiveFrom: ifSent(filter?.effectiveFrom, asIs),
    effectiveTo: ifSent(filter?.effectiveTo, asIs),
    split: ifSent(filter?.splitLabel, (text) => ({
      label: label(text, 'splitLabel'),
      viewerId: unlessSeesAll(context.caller),
    })),
  };
}

/** Whether the filter asks for what the viewer may not read of any transaction: who else started it. */
export function findsNothingFor(viewer: Viewer, filter: Filter): boolean {
  const initiator = filter?.initiatedBy;
  return initiator != null && initiator !== viewer.id && !seesStaffMatters(viewer);
}

function metadataIn(
  has: Readonly<Record<string, unknown>>,
  viewer: Viewer,
): BookFilter['metadata'] {
  return { has: namingValue(has), viewerId: unlessSeesAll(viewer) };
}

function unlessSeesAll(viewer: Viewer): string | undefined {
  return seesAll(viewer) ? undefined : viewer.id;
}

async function amountIn(
  { currency, min, max }: AmountFilter,
  context: GraphQLContext,
  ofWallet: string | undefined,
): Promise<BookFilter['amount']> {
  if (ofWallet !== undefined && currency !== ofWallet)
    throw badInput(`amount is in ${currency}. The wallet is in ${ofWallet}: send its currency.`);
  const known = await context.findCurrency(currency);
  if (!known) throw badInput(`${currency} is not a currency of this book.`);
  const { digits } = known;
  const bounds = {
    currency,
    min: ifSent(min, (amount) => minorUnits('min', amount, currency, digits)),
    max: ifSent(max, (amount) => minorUnits('max', amount, currency, digits)),
  };
  if (bounds.min !== undefined && bounds.max !== undefined && bounds.min > bounds.max)
    throw badInput('amount.min is greater than amount.max. Send the smaller one as min.');
  return bounds;
}

function minorUnits(field: string, amount: Decimal, currency: string, digits: number): bigint {
  const minor = toMinorUnits(amount, { digits });
  if (minor.ok) return minor.amount;
  throw badInput(
    minor.reason === 'TOO_LARGE'
      ? `amount.${field} is larger than an account can hold (38 digits in minor units of ${currency}).`
      : `amount.${field} has too many digits. ${currency} allows ${digits} digits after the decimal point.`,
  );
}
