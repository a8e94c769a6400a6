/** The name of the wallet that an owner opens without giving it one. */
export const MAIN_WALLET = 'main';

/** What the name of a wallet can be. The book states the same rule independently, and a test compares the two. */
export const WALLET_NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
