import { setTimeout as delay } from 'node:timers/promises';
import { isRefusal, type Settled, type TransferInput } from '../../../packages/client/src/index.js';
import { DeviceStore } from './device.js';
import { type Fate, Page, type Told, told } from './page.js';
import type { Schedule, Step } from './schedule.js';

export interface Payer {
  readonly url: string;
  readonly token: string;
  readonly walletId: string;
  readonly toWalletId: string;
}

/** What happened, for the checks. */
export interface Report {
  readonly pages: readonly Page[];
  /** What each call told, by the reference of its transfer. A call of a page that died told nothing. */
  readonly told: readonly { readonly reference: string; readonly told: Told }[];
  /** The outcomes that any page heard of. */
  readonly settled: readonly Settled[];
  /** Every intent that was ever stored. */
  readonly intents: readonly StoredIntent[];
}

export interface StoredIntent {
  readonly key: string;
  readonly reference: string;
  /** Whether the page that knew its outcome died before it could tell. */
  readonly isUntold: boolean;
}

/** Two devices of one payer, with tabs that come and go. */
class Run {
  readonly pages: Page[] = [];
  readonly told: { reference: string; told: Told }[] = [];
  readonly settled: Settled[] = [];
  readonly devices = [new DeviceStore(), new DeviceStore()];
  readonly #tabs: Page[][] = [[], []];
  /** Calls that have told nothing yet. */
  readonly #calls = new Set<{ readonly page: Page }>();
  #isHealed = false;
  #payments = 0;
  #requests = 0;

  constructor(
    private readonly payer: Payer,
    private readonly name: string,
    private readonly fates: readonly Fate[],
  ) {
    this.open(0);
    this.open(1);
  }

  open(device: number): Page {
    const store = this.devices[device]!;
    const page = new Page({
      ...this.payer,
      store,
      fate: () => this.#nextFate(),
      onSettled: (settled) => void this.settled.push(settled),
    });
    page.follow(this.payer.walletId);
    this.pages.push(page);
    this.#tabs[device]!.push(page);
    return page;
  }

  /** Does a step, without a wait for what it starts. */
  async do(step: Step): Promise<void> {
    switch (step.do) {
      case 'rest':
        return delay(step.ms);
      case 'open':
        return void this.open(step.device);
      case 'pay in all tabs': {
        const reference = this.#reference('all');
        return this.#tabs.flat().forEach((page) => this.#pay(page, reference));
      }
      default:
        return this.#doIn(this.#tab(step), step);
    }
  }

  #doIn(page: Page, step: Step): void {
    switch (step.do) {
      case 'pay': {
        const reference = this.#reference(`pay-${step.times}`);
        for (let click = 0; click < step.times; click += 1) this.#pay(page, reference);
        return;
      }
      case 'pay too much':
        return this.#pay(page, this.#reference('much'), { amount: '900000.00' });
      case 'pay and abort': {
        const abort = new AbortController();
        this.#pay(page, this.#reference('abort'), { signal: abort.signal });
        return void setTimeout(() => abort.abort(), 30);
      }
      case 'look':
        return void told(page.look(this.payer.walletId));
      case 'kill':
        this.#tabs.forEach((tabs, device) => {
          this.#tabs[device] = tabs.filter((tab) => tab !== page);
        });
        return page.die();
      default:
        return page.breakSockets();
    }
  }

  /** Ends all faults, kills every page but a new one on each device, and waits until no intent is left. */
  async heal(): Promise<void> {
    this.#isHealed = true;
    for (const device of [0, 1]) this.open(device);
    const deadline = Date.now() + 60_000;
    const isUnsettled = () =>
      this.devices.some(({ size }) => size > 0) ||
      [...this.#calls].some(({ page }) => !page.isDead);
    while (isUnsettled()) {
      if (Date.now() > deadline)
        throw new Error(`${this.name}: intents are left without an outcome`);
      await delay(10);
    }
    // What the last answers tell, and the last pushes.
    await delay(100);
    for (const page of this.#tabs.flat()) await page.look(this.payer.walletId);
    for (const page of this.pages) page.client.close();
  }

  #nextFate(): Fate {
    this.#requests += 1;
    return this.#isHealed ? 'arrives' : this.fates[this.#requests % this.fates.length]!;
  }

  #pay(
    page: Page,
    reference: string,
    { amount = '0.01', signal }: { amount?: string; signal?: AbortSignal } = {},
  ): void {
    const { walletId, toWalletId } = this.payer;
    const input: Omit<TransferInput, 'idempotencyKey'> = {
      fromWalletId: walletId,
      toWalletId,
      amount: { amount, currency: 'USD' },
      reference,
    };
    const call = { page };
    this.#calls.add(call);
    void told(page.client.transfer(input, signal ? { signal } : {})).then((it) => {
      this.#calls.delete(call);
      if (!page.isDead) this.told.push({ reference, told: it });
    });
  }

  #tab({ device, tab }: { readonly device: number; readonly tab: number }): Page {
    const open = this.#tabs[device]!;
    return open[tab % open.length] ?? this.open(device);
  }

  #reference(what: string): string {
    this.#payments += 1;
    return `${this.name}-${this.#payments}-${what}`;
  }
}

/** Runs a schedule to its end. */
export async function runSchedule(
  payer: Payer,
  name: string,
  { steps, fates }: Schedule,
): Promise<Report> {
  const run = new Run(payer, name, fates);
  for (const step of steps) await run.do(step);
  await run.heal();
  const intents = run.devices.flatMap(({ ever, removedBy }) =>
    [...ever.values()].map(({ key, input }) => ({
      key,
      reference: String(input['reference']),
      isUntold: removedBy.get(key)?.isDead === true,
    })),
  );
  return { pages: run.pages, told: run.told, settled: run.settled, intents };
}

/** The id of the transaction that an outcome names; undefined for a refusal. */
export function transactionOf(result: unknown): string | undefined {
  if (isRefusal(result as object)) return undefined;
  return (result as { transaction: { id: string } }).transaction.id;
}
