/** Makes a thing on the first call and gives the same one to all others. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Asks for each key once; all who ask for the same key share the answer. */
export function rememberedBy<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key) => {
    const earlier = answers.get(key);
    if (earlier !== undefined) return earlier;
    const answer = ask(key);
    answers.set(key, answer);
    return answer;
  };
}

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
