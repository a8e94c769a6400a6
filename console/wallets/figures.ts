import type { Balance } from '@onebook/client';

export interface Figure {
  readonly key: Exclude<keyof Balance, 'version'>;
  readonly name: string;
  /** What it means, for a cashier who reads it to a customer. */
  readonly meaning: string;
}

/** The figures of a balance, in the order in which the console shows them. */
export const FIGURES: readonly Figure[] = [
  {
    key: 'available',
    name: 'Available',
    meaning: 'Cash that can be withdrawn or transferred now.',
  },
  {
    key: 'spendable',
    name: 'Spendable',
    meaning: 'What a purchase can use now: available cash, and drawn credit that is not held.',
  },
  { key: 'held', name: 'Held', meaning: 'Reserved by pending withdrawals and purchases.' },
  { key: 'cash', name: 'Cash', meaning: 'All cash, with the part that is held.' },
  {
    key: 'credit',
    name: 'Credit',
    meaning: 'Drawn credit that is not spent yet, with the part that is held.',
  },
  { key: 'total', name: 'Total', meaning: 'Cash and credit together.' },
];

export const OWED_MEANING = 'What the owner has to repay for drawn credit.';
