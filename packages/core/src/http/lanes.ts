import type { Dispatcher } from 'undici';

/** One connection to the vault, for one request at a time. It connects on its first request, and again when it has to. */
export interface Lane {
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean;
  /** Ends the connection at once; a request that is under way fails. */
  destroy(): Promise<void>;
}

export interface Lanes {
  /** Lends a lane for the time of `work`: one that is free, or else a new one. One on which something failed is ended. */
  use<T>(work: (lane: Lane) => Promise<T>): Promise<T>;
  /** Ends all lanes, also those that are still being made. */
  destroy(): Promise<void>;
}

/**
 * The connections of a run. Not undici's pool: that takes a connection back only one turn of the event loop after an answer's
 * end, and then opens another one for who asks sooner.
 */
export function createLanes(create: () => Lane | Promise<Lane>): Lanes {
  const all = new Set<Lane>();
  const free: Lane[] = [];
  let ended = false;

  const end = async (lane: Lane): Promise<void> => {
    all.delete(lane);
    await lane.destroy();
  };
  const made = async (): Promise<Lane> => {
    const lane = await create();
    all.add(lane);
    if (ended) await end(lane);
    return lane;
  };

  return {
    use: async (work) => {
      const lane = free.pop() ?? (await made());
      try {
        const result = await work(lane);
        free.push(lane);
        return result;
      } catch (error) {
        await end(lane);
        throw error;
      }
    },
    destroy: async () => {
      ended = true;
      await Promise.all([...all].map(end));
    },
  };
}
