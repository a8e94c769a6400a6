/** What the gateway stands on. Asked by /readyz, and by /graphql until it was once ready. */
export interface Probes {
  /** Whether requests can be served now: migrated, connected. `reasons` say what is missing. */
  ready(): Promise<Readiness>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly reasons: string[];
}

const PROBE_TIMEOUT_MS = 2_000;

/** The probes, bounded in time and never throwing, and the server's own part in the answer. */
export class ReadinessGate {
  private wasReady = false;
  private closing = false;

  constructor(
    private readonly probes: Probes,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** From now on nothing is ready. */
  startClosing(): void {
    this.closing = true;
  }

  get isClosing(): boolean {
    return this.closing;
  }

  async check(): Promise<Readiness> {
    if (this.closing) return { ready: false, reasons: ['shutting down'] };
    const readiness = await this.ask();
    this.wasReady ||= readiness.ready;
    return readiness;
  }

  /**
   * Whether a request should be let through: once the gateway has been ready, every request is its own
   * best probe, and what is missing then is told by those that need it.
   */
  async admits(): Promise<boolean> {
    return !this.closing && (this.wasReady || (await this.check()).ready);
  }

  private async ask(): Promise<Readiness> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Readiness>((resolve) => {
      const answer = { ready: false, reasons: ['the readiness probe does not answer'] };
      timer = setTimeout(resolve, PROBE_TIMEOUT_MS, answer);
    });
    try {
      return await Promise.race([this.probes.ready(), late]);
    } catch (error) {
      this.onFailure(error);
      return { ready: false, reasons: ['the readiness probe failed'] };
    } finally {
      clearTimeout(timer);
    }
  }
}
