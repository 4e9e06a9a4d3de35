/** The last bytes of a stream, in a buffer that grows to what had to be held at most, and is reused. */
export interface HeldBytes {
  readonly length: () => number;
  /** Adds bytes behind those that are held. */
  readonly append: (bytes: Buffer) => void;
  /** Lets the first bytes go. */
  readonly drop: (count: number) => void;
  /** Copies from `from` to `to`, offsets in what is held. */
  readonly copy: (target: Buffer, at: number, from: number, to: number) => void;
}

export function createHeldBytes(): HeldBytes {
  let store = Buffer.alloc(0);
  let first = 0;
  let end = 0;

  const makeRoom = (count: number): void => {
    const length = end - first;
    const target = 2 * (length + count) > store.length ? Buffer.alloc(4 * (length + count)) : store;
    store.copy(target, 0, first, end);
    store = target;
    first = 0;
    end = length;
  };

  return {
    length: () => end - first,
    append: (bytes) => {
      if (end + bytes.length > store.length) makeRoom(bytes.length);
      bytes.copy(store, end);
      end += bytes.length;
    },
    drop: (count) => {
      first += count;
    },
    copy: (target, at, from, to) => {
      store.copy(target, at, first + from, first + to);
    },
  };
}
