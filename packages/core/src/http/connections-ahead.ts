import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers';
import type { Connector } from 'undici/lib/core/connect.js';

type Options = Parameters<Connector>[0];
type Callback = Parameters<Connector>[1];

/** A connection that is opened before anything asks for it. */
interface Spare {
  state:
    | { readonly kind: 'connecting' }
    | { readonly kind: 'ready'; readonly socket: Socket }
    | { readonly kind: 'taken'; readonly by: Callback };
}

/** Connections that stand when requests need them. */
export interface ConnectionsAhead {
  /**
   * So many requests are about to go out side by side: what they need beyond the connections that there are is opened, as soon
   * as one connection stands. A vault that can't be reached is tried once.
   */
  readonly expect: (requests: number) => void;
  /** A connector that hands these connections out first. */
  readonly through: (connect: Connector) => Connector;
  /** Ends what nothing has taken, now and later. */
  readonly end: () => void;
}

/**
 * Opens connections while the first one waits for its answer: requests that run side by side all wait for one token, and their
 * TLS handshakes need not wait for it too.
 * @param most connections at the same time
 */
export function createConnectionsAhead(most: number): ConnectionsAhead {
  const spares = new Set<Spare>();
  let openSpare: (() => void) | undefined;
  let expected = 0;
  let opened = 0;
  let ended = false;

  const openMissing = (): void => {
    if (ended || openSpare === undefined) return;
    for (; opened < expected; opened += 1) openSpare();
  };
  const spareOpener = (connect: Connector, options: Options) => (): void => {
    const spare: Spare = { state: { kind: 'connecting' } };
    spares.add(spare);
    connect(options, (...outcome) => {
      const [error, socket] = outcome;
      if (spare.state.kind === 'taken') spare.state.by(...outcome);
      else if (error === null && !ended) {
        spare.state = { kind: 'ready', socket };
        socket.once('close', () => spares.delete(spare));
      } else {
        spares.delete(spare);
        socket?.destroy();
      }
    });
  };

  return {
    expect: (requests) => {
      expected = Math.max(expected, Math.min(requests, most));
      openMissing();
    },
    through: (connect) => (options, callback) => {
      const spare = takenFrom(spares);
      if (spare === undefined) {
        opened += 1;
        connect(options, (...outcome) => {
          callback(...outcome);
          if (openSpare !== undefined || outcome[0] !== null) return;
          openSpare = spareOpener(connect, options);
          // One turn later: what the connection was opened for goes out before others cost time.
          setImmediate(openMissing);
        });
      } else if (spare.state.kind === 'ready') {
        // Not before this call returns: undici would lose the request that waits for it.
        queueMicrotask(callback.bind(undefined, null, spare.state.socket));
      } else spare.state = { kind: 'taken', by: callback };
    },
    end: () => {
      ended = true;
      for (const { state } of spares) if (state.kind === 'ready') state.socket.destroy();
    },
  };
}

/** Takes out a connection that stands, or else one that soon will. */
function takenFrom(spares: Set<Spare>): Spare | undefined {
  const usable = [...spares].filter(({ state }) => state.kind !== 'ready' || !state.socket.destroyed);
  const spare = usable.find(({ state }) => state.kind === 'ready') ?? usable[0];
  if (spare !== undefined) spares.delete(spare);
  return spare;
}
