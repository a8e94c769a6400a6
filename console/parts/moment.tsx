import { useStore } from './use-store.js';
import { zone } from './zone.js';

/**
 * A moment in the chosen time zone, with the zone named.
 * @param at ISO 8601, as the gateway gives it
 */
export function Moment({ at }: { readonly at: string | null | undefined }) {
  const timeZone = useStore(zone);
  if (at == null) return <span className="quiet">–</span>;
  return (
    <time dateTime={at} title={at}>
      {formatOf(timeZone).format(new Date(at))}
    </time>
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are dear to make, and a list has many moments. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(undefined, {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
  formats.set(timeZone, format);
  return format;
}
