/** Enough that none waits for another, and few of what a process may have open. */
const LANES = 16;

/**
 * Does something with each of many, a few at a time.
 * @throws the first error, when all others have ended
 */
export async function sideBySide<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lanes = Array.from({ length: LANES }, async () => {
    for (const item of queue) await act(item);
  });
  for (const lane of await Promise.allSettled(lanes)) if (lane.status === 'rejected') throw lane.reason;
}
