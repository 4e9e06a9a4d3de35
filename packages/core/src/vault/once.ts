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
