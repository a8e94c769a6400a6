import { useEffect, useState } from 'react';
import { Moment } from '../../parts/moment.js';

const TICK_MS = 10_000;

/** How long ago a moment was, and the moment below it. It counts on by itself. */
export function Age({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <>
      {durationText(now - Date.parse(at))}
      <span className="under">
        <Moment at={at} />
      </span>
    </>
  );
}

/** How long it is until a moment, and the moment below it. */
export function Until(props: { readonly at: string | null | undefined; readonly past: string }) {
  const { at, past } = props;
  const now = useNow();
  if (at == null) return <span className="quiet">–</span>;
  const left = Date.parse(at) - now;
  return (
    <>
      {left > 0 ? `in ${durationText(left)}` : past}
      <span className="under">
        <Moment at={at} />
      </span>
    </>
  );
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** A time in its two largest units: `2 h 5 min`. */
export function durationText(milliseconds: number): string {
  let rest = Math.max(Math.floor(milliseconds / 1_000), 0);
  const parts: string[] = [];
  for (const [unit, seconds] of UNITS) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count > 0 || parts.length > 0) parts.push(`${String(count)} ${unit}`);
    if (parts.length === 2) break;
  }
  return parts.filter((part) => !part.startsWith('0 ')).join(' ') || '0 s';
}
