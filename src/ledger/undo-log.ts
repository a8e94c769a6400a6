/** Changes of maps and lists that can be taken back, for what is done as a whole or not at all. */
export class UndoLog {
  /** What would take back the changes since `attempt`, the last first; undefined outside of one. */
  #undo: (() => void)[] | undefined;

  set<K, V>(map: Map<K, V>, key: K, value: V): void {
    if (this.#undo) {
      const [had, before] = [map.has(key), map.get(key) as V];
      this.#undo.push(() => (had ? map.set(key, before) : map.delete(key)));
    }
    map.set(key, value);
  }

  push<T>(list: T[], item: T): void {
    this.#undo?.push(() => list.pop());
    list.push(item);
  }

  /** Does the work, and takes all of it back where it gives false. Not within another. */
  attempt(work: () => boolean): void {
    if (this.#undo) throw new Error('an attempt within an attempt');
    const undo: (() => void)[] = [];
    this.#undo = undo;
    try {
      if (!work()) undo.reverse().forEach((takeBack) => takeBack());
    } catch (error) {
      undo.reverse().forEach((takeBack) => takeBack());
      throw error;
    } finally {
      this.#undo = undefined;
    }
  }
}
