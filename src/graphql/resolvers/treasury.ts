import type { QueryResolvers, TreasuryResolvers } from '../generated/resolvers.js';

export const treasuryQueries = {
  treasury: async (_, { currency }, { loaders }) =>
    (await loaders.reader.treasury(currency)) ?? null,
} satisfies QueryResolvers;

export const Treasury: TreasuryResolvers = {
  memberTotal: ({ memberTotal, currency }) => ({ amount: memberTotal, currency }),
  sumOfAllAccounts: ({ sumOfAllAccounts, currency }) => ({ amount: sumOfAllAccounts, currency }),
  systemAccounts: ({ systemAccounts, currency }) =>
    systemAccounts.map(({ name, balance }) => ({ name, balance: { amount: balance, currency } })),
};
