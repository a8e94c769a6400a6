import { ValueStore } from './use-store.js';

/** The time zone of the browser, such as "Europe/Berlin". */
export const BROWSER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The time zone in which the console shows moments. */
export const zone = new ValueStore(BROWSER_ZONE);

export function chooseZone(chosen: string): void {
  zone.set(chosen);
}
