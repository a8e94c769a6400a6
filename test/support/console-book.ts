import { GatewayClient, type GatewayProcess } from './gateway-process.js';

/** The book of a gateway with the demo, written to by other people while a page of the console is open. */
export class ConsoleBook {
  #count = 0;

  private constructor(
    private readonly cashier: GatewayClient,
    private readonly service: GatewayClient,
    /** Alice's wallet in USD. */
    readonly alice: string,
    /** A wallet in USD without money. */
    readonly poor: string,
  ) {}

  /** @param gateway one that hands out tokens of the demo */
  static async open(gateway: GatewayProcess): Promise<ConsoleBook> {
    const [cashier, service, member] = await Promise.all(
      ['cashier', 'service', 'alice'].map((sub) => clientOf(gateway, sub)),
    );
    if (!cashier || !service || !member) throw new Error('the demo has no such people');
    const { viewer } = await member.ask<{
      viewer: { wallets: { id: string; currency: string }[] };
    }>('{ viewer { wallets { id currency } } }');
    const alice = viewer.wallets.find(({ currency }) => currency === 'USD')?.id ?? '';
    const { openWallet } = await service.ask<{ openWallet: { wallet: { id: string } } }>(
      'mutation ($input: OpenWalletInput!) { openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }',
      { input: { ownerId: 'poor', currency: 'USD', idempotencyKey: 'console-open-poor' } },
    );
    return new ConsoleBook(cashier, service, alice, openWallet.wallet.id);
  }

  deposit(walletId: string, amount: string): Promise<string> {
    return this.#move(this.cashier, 'deposit', { walletId, amount: usd(amount) });
  }

  requestWithdrawal(walletId: string, amount: string, destination: string): Promise<string> {
    const input = { walletId, amount: usd(amount), destination };
    return this.#move(this.service, 'requestWithdrawal', input);
  }

  rejectWithdrawal(transactionId: string): Promise<string> {
    return this.#move(this.cashier, 'rejectWithdrawal', { transactionId, reason: 'elsewhere' });
  }

  /** The amounts of the wallet's deposits, oldest first. */
  async depositsOf(walletId: string): Promise<string[]> {
    const { wallet } = await this.cashier.ask<{
      wallet: { transactions: { edges: { node: { amount: { amount: string } } }[] } };
    }>(
      `query ($id: ID!) { wallet(id: $id) { transactions(first: 200, filter: { kinds: [DEPOSIT] }) {
        edges { node { amount { amount } } } } } }`,
      { id: walletId },
    );
    return wallet.transactions.edges.map(({ node }) => node.amount.amount).reverse();
  }

  /** Spends money in a purchase that is completed. */
  async spend(walletId: string, amount: string): Promise<string> {
    const transactionId = await this.#move(this.service, 'purchase', {
      walletId,
      amount: usd(amount),
    });
    return this.#move(this.service, 'completePurchase', { transactionId });
  }

  /** @returns the id of the transaction @throws Error if it was refused */
  async #move(by: GatewayClient, name: string, input: object): Promise<string> {
    const type = name.charAt(0).toUpperCase() + name.slice(1);
    this.#count += 1;
    const answer = await by.ask<Record<string, { transaction?: { id: string } }>>(
      `mutation ($input: ${type}Input!) { ${name}(input: $input) {
        ... on TransactionPayload { transaction { id } } ... on UserError { code message } } }`,
      { input: { ...input, idempotencyKey: `console-book-${String(this.#count)}` } },
    );
    const id = answer[name]?.transaction?.id;
    if (id === undefined) throw new Error(JSON.stringify(answer));
    return id;
  }
}

const usd = (amount: string) => ({ amount, currency: 'USD' });

async function clientOf(gateway: GatewayProcess, sub: string): Promise<GatewayClient> {
  const answer = await fetch(`${gateway.url}/playground/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: gateway.url },
    body: JSON.stringify({ sub }),
  });
  const { token } = (await answer.json()) as { token: string };
  return GatewayClient.withToken(gateway.url, token);
}
