import type { EntityManager } from 'typeorm';
import type { Finding } from '../finding.js';
import { locateDamage } from './locate-damage.js';
import { serverErrorOf, textOf } from './server-error.js';

/**
 * Runs checks so that one that fails becomes findings and the others still run. A savepoint of the manager's transaction
 * makes that possible: the snapshot stays the same, and a failed check costs the others nothing.
 */
export class Attempts {
  readonly #damage = new Map<string, Finding>();

  private constructor(private readonly manager: EntityManager) {}

  /** @param manager of a transaction */
  static async begin(manager: EntityManager): Promise<Attempts> {
    const attempts = new Attempts(manager);
    await attempts.keepSettings();
    return attempts;
  }

  /** What PostgreSQL could not read, each named once, in the order in which the checks met it. */
  get damage(): Finding[] {
    return [...this.#damage.values()];
  }

  /**
   * @param check its name, for the finding that it could not be carried out
   * @param whenFailed what to return then
   * @throws the error if it says nothing about the book, such as a lost connection
   */
  async run<T>(
    check: string,
    work: () => Promise<T>,
    whenFailed: (unchecked: Finding) => T,
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const failure = serverErrorOf(error);
      if (!failure) throw error;
      await this.undoSettings();
      for (const finding of await locateDamage(this.manager, failure))
        this.#damage.set(`${finding.subject} ${finding.actual}`, finding);
      return whenFailed({
        check: 'unchecked',
        subject: `check ${check}`,
        expected: 'a check that reads all its rows',
        actual: textOf(failure),
      });
    }
  }

  /** Keeps the settings of the transaction (set_config …, true), also if a later check fails. */
  async keepSettings(): Promise<void> {
    await this.manager.query('SAVEPOINT checks');
  }

  /** Takes back the settings that were made since they were kept. */
  async undoSettings(): Promise<void> {
    await this.manager.query('ROLLBACK TO SAVEPOINT checks');
  }
}
