/** Keeps custody of credentials for as long as somebody uses them, and ends it once, after the last. */
export interface CustodyKeeper {
  /**
   * @param read takes custody of the credential, and says right before it asks for it
   * @param use may run at the same time as others of the same credential
   * @returns what `use` came to, and why the release failed where it did
   */
  hold<C, T>(
    id: string,
    read: (taking: () => void) => Promise<C>,
    use: (credential: C) => T | Promise<T>,
  ): Promise<Held<T>>;
}

export interface Held<T> {
  readonly outcome: { readonly ok: T } | { readonly error: unknown };
  readonly releaseFailure: { readonly error: unknown } | undefined;
}

interface Holding {
  users: number;
  /**
   * Whether the vault may have given custody: it was asked. A refusal proves nothing: the request before it may have been
   * granted and its answer lost, or another read of the same credential.
   */
  taken: boolean;
}

/** @param release ends custody in the vault; none to end is as good as one that was ended */
export function createCustodyKeeper(release: (id: string) => Promise<unknown>): CustodyKeeper {
  const holdings = new Map<string, Holding>();
  const releases = new Map<string, Promise<unknown>>();

  const enter = async (id: string): Promise<Holding> => {
    // Who reads while a release is under way could lose custody right after the read.
    for (let ending = releases.get(id); ending !== undefined; ending = releases.get(id)) await ending;
    const holding = holdings.get(id) ?? { users: 0, taken: false };
    holding.users += 1;
    holdings.set(id, holding);
    return holding;
  };

  const leave = async (id: string, holding: Holding): Promise<Held<never>['releaseFailure']> => {
    holding.users -= 1;
    if (holding.users > 0) return undefined;
    holdings.delete(id);
    if (!holding.taken) return undefined;
    const ending = release(id).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    releases.set(id, ending);
    const failure = await ending;
    releases.delete(id);
    return failure;
  };

  const run = async <C, T>(
    holding: Holding,
    read: (taking: () => void) => Promise<C>,
    use: (credential: C) => T | Promise<T>,
  ): Promise<Held<T>['outcome']> => {
    try {
      const credential = await read(() => {
        holding.taken = true;
      });
      return { ok: await use(credential) };
    } catch (error) {
      return { error };
    }
  };

  return {
    hold: async (id, read, use) => {
      const holding = await enter(id);
      const outcome = await run(holding, read, use);
      return { outcome, releaseFailure: await leave(id, holding) };
    },
  };
}
