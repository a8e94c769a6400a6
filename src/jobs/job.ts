/** Work that the gateway does by itself, until it is stopped. */
export interface Job {
  start(): void;
  stop(): Promise<void>;
}
