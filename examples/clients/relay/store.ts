import { RecordSource, Store } from 'relay-runtime';

type Source = Parameters<Store['publish']>[0];

/** A store in which a balance never goes back: an answer or a push that is older than what it has changes no balance. */
export class BalancesOnlyGrow extends Store {
  override publish(source: Source, invalidated?: Parameters<Store['publish']>[1]): void {
    const isOld = (id: string): boolean => versionIn(source, id) < versionIn(this.getSource(), id);
    const old = source.getRecordIDs().filter(isOld);
    // The amounts of a balance are records, whose ids begin with its own.
    const isOfOld = (id: string): boolean => old.some((of) => id === of || id.startsWith(`${of}:`));
    const newer = Object.entries(source.toJSON()).filter(([id]) => !isOfOld(id));
    super.publish(old.length ? new RecordSource(Object.fromEntries(newer)) : source, invalidated);
  }
}

/** The version of a balance; NaN, which is older than nothing, if the record is no balance. */
function versionIn(source: Source, id: string): number {
  const record = source.get(id);
  return record?.['__typename'] === 'Balance' ? Number(record['version']) : NaN;
}
