import type { WalletHistoryQuery } from '../generated/types.js';
import { asOnebookError, type OnebookError } from '../http/errors.js';
import type { Onebook } from '../onebook.js';
import { SharedStore } from './shared.js';

type Edge = NonNullable<WalletHistoryQuery['wallet']>['history']['edges'][number];

/** A line of a wallet's history, with its cursor, which is different for each line. */
export type HistoryLine = Edge['node'] & { readonly cursor: string };

/** The lines of a wallet's history that have been loaded, newest first. */
export interface History {
  readonly lines: readonly HistoryLine[];
  readonly isLoading: boolean;
  /** Whether there are older lines than those loaded. */
  readonly hasMore: boolean;
  /** Why the last load failed; undefined once one has succeeded. */
  readonly error: OnebookError | undefined;
}

/** Newer lines that are read at once. */
const NEWER = 100;

/** A wallet's history from its newest line down. It reads on at its top whenever the wallet's balance changes. */
export class HistoryStore extends SharedStore<History> {
  #task: Promise<void> = Promise.resolve();
  #isFirstRead = false;

  constructor(
    private readonly client: Onebook,
    private readonly walletId: string,
    private readonly pageSize: number,
  ) {
    super({ lines: [], isLoading: true, hasMore: false, error: undefined });
  }

  /** Loads the next older page. Resolves when it is there, or `error` says why not. */
  readonly loadMore = (): Promise<void> =>
    this.#then(async () => {
      const after = this.get().lines.at(-1)?.cursor;
      if (after === undefined || !this.get().hasMore) return;
      const { lines, hasNextPage } = await this.#read({ first: this.pageSize, after });
      this.#done([...this.get().lines, ...lines], hasNextPage);
    });

  protected start(): () => void {
    let isWaiting = false;
    let isEnded = false;
    const refresh = (): void => {
      // One that waits for its turn will find all that has changed by then.
      if (isWaiting) return;
      isWaiting = true;
      void this.#then(() => {
        isWaiting = false;
        return isEnded ? Promise.resolve() : this.#refresh();
      });
    };
    refresh();
    const end = this.client.balances.subscribe(this.walletId, refresh);
    return () => {
      isEnded = true;
      end();
    };
  }

  /** Loads the first page, or all lines that are newer than the newest one. */
  async #refresh(): Promise<void> {
    if (!this.#isFirstRead || this.get().lines.length === 0) {
      const { lines, hasNextPage } = await this.#read({ first: this.pageSize });
      this.#isFirstRead = true;
      return this.#done(lines, hasNextPage);
    }
    for (;;) {
      const before = this.get().lines[0]?.cursor ?? '';
      const { lines, hasPreviousPage } = await this.#read({ last: NEWER, before });
      this.#done([...lines, ...this.get().lines], this.get().hasMore);
      if (!hasPreviousPage) return;
    }
  }

  #done(lines: readonly HistoryLine[], hasMore: boolean): void {
    this.set({ lines, hasMore, isLoading: false, error: undefined });
  }

  async #read(page: { first?: number; after?: string; last?: number; before?: string }) {
    const wallet = await this.client.walletHistory({ id: this.walletId, ...page });
    const { edges = [], pageInfo } = wallet?.history ?? {};
    return {
      lines: edges.map(({ cursor, node }) => ({ ...node, cursor })),
      hasNextPage: pageInfo?.hasNextPage ?? false,
      hasPreviousPage: pageInfo?.hasPreviousPage ?? false,
    };
  }

  /** Runs loads one after another, so that each continues where the last one ended. */
  #then(load: () => Promise<void>): Promise<void> {
    this.#task = this.#task.then(async () => {
      try {
        if (!this.get().isLoading) this.set({ ...this.get(), isLoading: true });
        await load();
      } catch (error) {
        this.set({ ...this.get(), error: asOnebookError(error) });
      } finally {
        if (this.get().isLoading) this.set({ ...this.get(), isLoading: false });
      }
    });
    return this.#task;
  }
}
