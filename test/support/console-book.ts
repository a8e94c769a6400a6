import { until } from './until.js';
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
    const poor = await openWallet(service, 'poor');
    return new ConsoleBook(cashier, service, alice, poor);
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

  /** Opens a wallet in USD, and spoils a line of its book past every rule, as only the owner of the database can. */
  async spoiltWallet(gateway: GatewayProcess, ownerId: string): Promise<string> {
    const walletId = await openWallet(this.service, ownerId);
    for (const amount of ['1.00', '2.00']) await this.deposit(walletId, amount);
    const owner = await gateway.owner();
    await owner.query('SET session_replication_role = replica');
    const { rowCount } = await owner.query(
      `UPDATE entry SET balance = entry.balance + 1 FROM account, wallet
        WHERE account.id = entry.account_id AND wallet.id = account.wallet_id
          AND wallet.owner_id = $1 AND account.kind = 'CASH' AND entry.seq = 2`,
      [ownerId],
    );
    if (rowCount !== 1) throw new Error(`${String(rowCount)} lines are spoilt`);
    await owner.query('RESET session_replication_role');
    return walletId;
  }

  /** Has the book checked. */
  async reconcile(gateway: GatewayProcess): Promise<void> {
    const admin = await clientOf(gateway, 'admin');
    const asked = await admin.ask<{ runReconciliation: { reconciliation: { id: string } } }>(
      `mutation ($input: RunReconciliationInput!) { runReconciliation(input: $input) {
        ... on RunReconciliationPayload { reconciliation { id } } } }`,
      { input: { idempotencyKey: 'console-book-reconcile' } },
    );
    const { id } = asked.runReconciliation.reconciliation;
    await until(async () => {
      const { reconciliation } = await admin.ask<{ reconciliation: { finishedAt: string | null } }>(
        'query ($id: ID!) { reconciliation(id: $id) { finishedAt } }',
        { id },
      );
      return reconciliation.finishedAt !== null;
    });
  }

  /** Announces a deposit as a program. */
  announce(walletId: string, amount: string): Promise<string> {
    return this.#move(this.service, 'initiateDeposit', { walletId, amount: usd(amount) });
  }

  /** Holds money in a purchase for an hour. */
  purchase(walletId: string, amount: string): Promise<string> {
    const input = {
      walletId,
      amount: usd(amount),
      expiresInSeconds: 3_600,
      description: 'a bicycle',
    };
    return this.#move(this.service, 'purchase', input);
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

async function openWallet(by: GatewayClient, ownerId: string): Promise<string> {
  const { openWallet: opened } = await by.ask<{ openWallet: { wallet: { id: string } } }>(
    `mutation ($input: OpenWalletInput!) { openWallet(input: $input) {
      ... on OpenWalletPayload { wallet { id } } } }`,
    { input: { ownerId, currency: 'USD', idempotencyKey: `console-book-open-${ownerId}` } },
  );
  return opened.wallet.id;
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
