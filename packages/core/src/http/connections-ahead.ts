import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers';
import type { Connector } from 'undici/lib/core/connect.js';

type Options = Parameters<Connector>[0];
type Callback = Parameters<Connector>[1];

/** Milliseconds that a connection waits for somebody to take it: as long as undici keeps one that nobody uses. */
const LONGEST_IDLE = 4_000;

/** A connection that is opened before anything asks for it. Until it is taken it keeps no process alive. */
interface Spare {
  socket?: Socket | undefined;
  state:
    { readonly kind: 'connecting' } | { readonly kind: 'ready' } | { readonly kind: 'taken'; readonly by: Callback };
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
    spare.socket = connect(options, (...outcome) => {
      const [error, socket] = outcome;
      if (spare.state.kind === 'taken') spare.state.by(...outcome);
      else if (error !== null) spares.delete(spare);
      else {
        spare.state = { kind: 'ready' };
        socket.once('close', () => spares.delete(spare)).setTimeout(LONGEST_IDLE, () => socket.destroy());
      }
    });
    spare.socket?.unref();
  };

  return {
    expect: (requests) => {
      expected = Math.max(expected, Math.min(requests, most));
      openMissing();
    },
    through: (connect) => (options, callback) => {
      const spare = takenFrom(spares);
      if (spare?.socket !== undefined) {
        // Not before this call returns: undici would lose the request that waits for it.
        if (spare.state.kind === 'ready') queueMicrotask(callback.bind(undefined, null, spare.socket));
        else spare.state = { kind: 'taken', by: callback };
        return spare.socket.setTimeout(0).ref();
      }
      opened += 1;
      return connect(options, (...outcome) => {
        callback(...outcome);
        if (openSpare !== undefined || outcome[0] !== null) return;
        openSpare = spareOpener(connect, options);
        // One turn later: what the connection was opened for goes out before others cost time.
        setImmediate(openMissing);
      });
    },
    end: () => {
      ended = true;
      for (const { socket } of spares) socket?.destroy(new Error('not needed any more'));
    },
  };
}

/** Takes out a connection that stands, or else one that soon will. */
function takenFrom(spares: Set<Spare>): Spare | undefined {
  const usable = [...spares].filter(({ socket }) => socket?.destroyed === false);
  const spare = usable.find(({ state }) => state.kind === 'ready') ?? usable[0];
  if (spare !== undefined) spares.delete(spare);
  return spare;
}
