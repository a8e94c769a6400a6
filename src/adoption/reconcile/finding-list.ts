import type { FoundFinding } from './finding.js';

/** Findings of one scope that a run lists. A source of the wrong month has as many as it has rows. */
export const MAX_LISTED = 1_000;

/** The findings of one scope, up to a number. */
export class FindingList {
  readonly #findings: FoundFinding[] = [];
  #leftOut = 0;
  #isWhole = true;

  constructor(readonly scope: string) {}

  /** How many more it lists. */
  get room(): number {
    return MAX_LISTED - this.#findings.length;
  }

  add(finding: Omit<FoundFinding, 'scope'>): void {
    if (this.room > 0) this.#findings.push({ scope: this.scope, ...finding });
    else this.#leftOut += 1;
  }

  /** Counts findings that the caller knows of and does not list. */
  leaveOut(count: number): void {
    this.#leftOut += count;
  }

  /** Says that something was not compared, so that a finding which is missing proves nothing. */
  markIncomplete(): void {
    this.#isWhole = false;
  }

  /** Says that nothing, or not all of it, could be compared, and why. */
  addUnreadable(subject: string, reason: string): void {
    this.markIncomplete();
    this.add({
      ...{ code: 'SOURCE_UNREADABLE', severity: 'ERROR', subject },
      ...{ expected: 'can be read and compared', actual: reason },
    });
  }

  get result(): {
    readonly scope: string;
    readonly isWhole: boolean;
    readonly findings: FoundFinding[];
  } {
    const { scope } = this;
    const leftOut: FoundFinding[] =
      this.#leftOut === 0
        ? []
        : [
            {
              ...{ scope, code: 'FINDINGS_LEFT_OUT', severity: 'ERROR' },
              subject: `findings beyond the first ${MAX_LISTED}`,
              ...{ expected: '0', actual: String(this.#leftOut) },
            },
          ];
    return {
      scope,
      isWhole: this.#isWhole && this.#leftOut === 0,
      findings: [...this.#findings, ...leftOut],
    };
  }
}
