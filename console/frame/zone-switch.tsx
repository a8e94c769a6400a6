import { BROWSER_ZONE, chooseZone, zone } from '../parts/zone.js';
import { useStore } from '../parts/use-store.js';

/** A choice of the time zone in which the console shows moments: that of the browser, or UTC. */
export function ZoneSwitch() {
  const chosen = useStore(zone);
  if (BROWSER_ZONE === 'UTC') return null;
  return (
    <label className="theme">
      <span className="hidden">Time zone</span>
      <select value={chosen} onChange={({ target }) => chooseZone(target.value)}>
        <option value={BROWSER_ZONE}>{BROWSER_ZONE}</option>
        <option value="UTC">UTC</option>
      </select>
    </label>
  );
}
