/** The readiness of what the gateway depends on. /readyz reads it, and /graphql until the first time it is ready. */
export interface Probes {
  /** Whether the gateway can serve requests now (migrated, connected). `reasons` say what is missing. */
  ready(): Promise<Readiness>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly reasons: string[];
}

const PROBE_TIMEOUT_MS = 2_000;

/** Combines the probes, bounded in time and without exceptions, with the server's own shutdown state. */
export class ReadinessGate {
  private wasReady = false;
  private closing = false;

  constructor(
    private readonly probes: Probes,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Reports not ready from now on. */
  startClosing(): void {
    this.closing = true;
  }

  get isClosing(): boolean {
    return this.closing;
  }

  async check(): Promise<Readiness> {
    if (this.closing) return { ready: false, reasons: ['shutting down'] };
    const readiness = await this.probe();
    this.wasReady ||= readiness.ready;
    return readiness;
  }

  /**
   * Whether to admit a request. Once the gateway has been ready, this no longer probes: a request that needs
   * something unavailable fails with its own error.
   */
  async admits(): Promise<boolean> {
    return this.isOpen || (!this.closing && (await this.check()).ready);
  }

  /** Whether it admits requests without a look. */
  get isOpen(): boolean {
    return this.wasReady && !this.closing;
  }

  private async probe(): Promise<Readiness> {
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
