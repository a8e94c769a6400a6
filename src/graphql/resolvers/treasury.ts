import type {
  CurrencyPeriod,
  Treasury as TreasuryModel,
  TreasuryReport as TreasuryReportModel,
} from '../../reader/index.js';
import { dear, settled } from '../answers/dear.js';
import type {
  QueryResolvers,
  TreasuryDayResolvers,
  TreasuryReportCurrencyResolvers,
  TreasuryResolvers,
} from '../generated/resolvers.js';
import { asIs, ifSent } from '../inputs/inputs.js';
import { zoneName } from '../inputs/text-inputs.js';
import type { SystemAccountFlowModel, TreasuryFlowModel } from '../payloads.js';

export const treasuryQueries = {
  treasury: dear(
    async (lists, _, { currency, at }) => (await lists.treasury(currency, at ?? undefined)) ?? null,
  ),
  treasuries: dear((lists, _, { at }): Promise<readonly TreasuryModel[]> =>
    lists.treasuries(at ?? undefined),
  ),
  treasuryReport: settled(
    dear((lists, _, { from, to, timeZone, currency }): Promise<TreasuryReportModel> =>
      lists.treasuryReport({
        ...{ from, to, timeZone: zoneName(timeZone) },
        currency: ifSent(currency, asIs),
      }),
    ),
  ),
} satisfies Pick<Required<QueryResolvers>, 'treasury' | 'treasuries' | 'treasuryReport'>;

export const Treasury: TreasuryResolvers = {
  memberTotal: ({ memberTotal, currency }) => ({ amount: memberTotal, currency }),
  sumOfAllAccounts: async (treasury, _, { lists }) => ({
    amount: treasury.sumOfAllAccounts ?? (await lists.sumOfAllAccounts(treasury)),
    currency: treasury.currency,
  }),
  systemAccounts: ({ systemAccounts, currency }) =>
    systemAccounts.map(({ name, balance }) => ({ name, balance: { amount: balance, currency } })),
};

const period = {
  opening: ({ opening, currency }: CurrencyPeriod) => ({ amount: opening, currency }),
  closing: ({ closing, currency }: CurrencyPeriod) => ({ amount: closing, currency }),
  kinds: ({ kinds, currency }: CurrencyPeriod): TreasuryFlowModel[] =>
    kinds.map(({ kind, transactions, moneyIn, moneyOut, moved }) => ({
      ...{ kind, transactions },
      moneyIn: { amount: moneyIn, currency },
      moneyOut: { amount: moneyOut, currency },
      moved: { amount: moved, currency },
    })),
  systemAccounts: ({ systemAccounts, currency }: CurrencyPeriod): SystemAccountFlowModel[] =>
    systemAccounts.map(({ name, opening, debits, credits, closing }) => ({
      name,
      opening: { amount: opening, currency },
      debits: { amount: debits, currency },
      credits: { amount: credits, currency },
      closing: { amount: closing, currency },
    })),
};

export const TreasuryReportCurrency: TreasuryReportCurrencyResolvers = period;
export const TreasuryDay: TreasuryDayResolvers = period;
