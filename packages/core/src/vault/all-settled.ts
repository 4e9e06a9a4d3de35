/**
 * Like `Promise.all`, but waits for all before it fails: a read that still runs could take custody after the others'
 * custodies have been released.
 */
export async function allSettled<T extends readonly unknown[]>(promises: {
  readonly [Key in keyof T]: Promise<T[Key]>;
}): Promise<T> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
