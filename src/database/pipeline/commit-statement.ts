import { type Client, Query } from 'pg';

type Answer = (error: Error | undefined, result: { readonly command: string }) => void;

/**
 * COMMIT, sent past TypeORM, which hides what PostgreSQL answers: COMMIT in a transaction that has failed succeeds, and its
 * answer is ROLLBACK.
 */
export class CommitStatement {
  #handedOver = false;

  /** Whether COMMIT was written to the socket. From then on it may have happened. */
  get handedOver(): boolean {
    return this.#handedOver;
  }

  /** Sends COMMIT once. @returns the tag of the answer, COMMIT or ROLLBACK */
  send(client: Client): Promise<string> {
    const query = new Query('COMMIT');
    const { submit } = query;
    // The driver calls this as it writes, and never for a connection that it knows to be lost.
    query.submit = (connection) => {
      this.#handedOver = true;
      return submit.call(query, connection);
    };
    return new Promise((resolve, reject) => {
      const answer: Answer = (error, result) => (error ? reject(error) : resolve(result.command));
      // The second argument is missing in the driver's types.
      (client.query as (query: Query, answer: Answer) => unknown).call(client, query, answer);
    });
  }
}
