import {
  alertEndKey,
  alertKey,
  type MonitorKind,
  MONITORS,
  type Viewer,
} from '../../domain/index.js';
import type { Ledger } from '../../ledger/index.js';
import { endAlert, NotWatchingError, raiseAlert, type Watch } from '../../movements/index.js';
import type { Sight } from './summaries.js';

const VIEWER: Viewer = { id: MONITORS, roles: [] };

/** Raises and ends alerts by commands, each once over all gateways. */
export class Raising {
  constructor(
    private readonly ledger: Pick<Ledger, 'submit'>,
    /** Aborted when the gateway stops. */
    private readonly gone: AbortSignal,
    /** Receives the kind of monitor of each alert that this gateway raised. */
    private readonly onRaised: (kind: MonitorKind) => void = () => undefined,
  ) {}

  /**
   * Raises an alert, or finds that it was raised.
   * @returns its id; undefined if the monitor does not watch any more, or another gateway raised it with other words
   */
  async raise(
    watch: Watch & { readonly kind: MonitorKind },
    sight: Sight,
  ): Promise<string | undefined> {
    const { monitorId, afterCommit, kind } = watch;
    const key = alertKey(monitorId, sight.crossing);
    const input = { monitorId, afterCommit, ...sight };
    const result = await this.#submit(() =>
      this.ledger.submit(raiseAlert, input, VIEWER, key, { gone: this.gone }),
    );
    if (!result || !('done' in result.outcome)) return undefined;
    if (!result.replayed) this.onRaised(kind);
    return result.outcome.done.alertId;
  }

  /** Ends an alert, unless that has happened. */
  async end({ monitorId, afterCommit }: Watch, alertId: string, at: Date): Promise<void> {
    const input = { monitorId, afterCommit, alertId, endedAt: at.toISOString() };
    await this.#submit(() =>
      this.ledger.submit(endAlert, input, VIEWER, alertEndKey(alertId), { gone: this.gone }),
    );
  }

  async #submit(submit: () => ReturnType<Ledger['submit']>) {
    try {
      const result = await submit();
      const { outcome } = result;
      // The figures of one gateway differ from those of another, and words from release to release: the first counts.
      if ('refused' in outcome && outcome.refused.code !== 'IDEMPOTENCY_CONFLICT')
        throw new Error(outcome.refused.message);
      return result;
    } catch (error) {
      if (error instanceof NotWatchingError) return undefined;
      throw error;
    }
  }
}
