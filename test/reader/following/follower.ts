import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { GatewayClient } from '../../support/gateway-process.js';
import { askAgain } from './writers.js';

/** A follower that finds fewer edges waits a little. */
const PAUSE_BELOW = 20;
const PAUSE_MS = 50;

interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasPreviousPage: boolean; readonly hasNextPage: boolean };
}

const FIELDS = 'edges { cursor node { id } } pageInfo { hasPreviousPage hasNextPage }';
const QUERIES = {
  transactions: `query ($filter: TransactionSearch, $last: Int, $before: String) {
    list: transactions(filter: $filter, last: $last, before: $before) { ${FIELDS} } }`,
  wallets: `query ($filter: WalletFilter, $last: Int, $before: String) {
    list: wallets(filter: $filter, last: $last, before: $before) { ${FIELDS} } }`,
};

export interface FollowedList {
  readonly list: keyof typeof QUERIES;
  readonly filter: object;
  /** The condition in SQL on a row of the list's table, and its parameters. */
  readonly where: string;
  readonly values?: readonly unknown[];
}

/**
 * A client that reads a list from its first item on, and reads on from a cursor for ever: mostly from the newest edge
 * of a page, sometimes from an edge within it.
 */
export class Follower {
  readonly found: string[] = [];
  #cursor: string | undefined;

  constructor(
    private readonly gateways: readonly GatewayClient[],
    readonly followed: FollowedList,
  ) {}

  /** Reads on until `isOver` and nothing more is found. */
  async follow(isOver: () => boolean): Promise<void> {
    for (;;) {
      const last = isOver();
      const edges = await this.#readOn();
      if (last && edges === 0) return;
      // At the front of the list: the writers need the machine too.
      if (edges < PAUSE_BELOW) await delay(PAUSE_MS);
    }
  }

  /** Reads one page. Returns the number of its edges. */
  async #readOn(): Promise<number> {
    const client = this.gateways[randomInt(this.gateways.length)];
    if (!client) throw new Error('there is no gateway');
    const { list } = await askAgain<{ list: Connection }>(client, QUERIES[this.followed.list], {
      filter: this.followed.filter,
      last: randomInt(8) === 0 ? 1 + randomInt(5) : 200,
      before: this.#cursor,
    });
    // A page of newer edges shows the newest first, so the reader takes them from the end.
    const edges = [...list.edges].reverse();
    const taken = randomInt(8) === 0 ? edges.slice(0, 1 + randomInt(edges.length + 1)) : edges;
    this.found.push(...taken.map((edge) => edge.node.id));
    this.#cursor = taken.at(-1)?.cursor ?? this.#cursor;
    return edges.length;
  }
}
