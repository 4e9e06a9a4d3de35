import symbols from 'undici/lib/core/symbols.js';

/**
 * The parts of undici that the client is made of, each by the file it lies in. `import 'undici'` brings fetch, WebSocket, caches and
 * mocks along: 280 kB more in each bundle, and 95 ms of processor time more at the start of each job on Node 20, 85 on Node 24
 * (medians of 21 interleaved runs).
 */
export { default as buildConnector, type Connector } from 'undici/lib/core/connect.js';
export { default as Pool } from 'undici/lib/dispatcher/pool.js';

/** Where a connected socket has the parser of its answers. From the default export: Node finds no named ones in this file. */
export const kParser: typeof symbols.kParser = symbols.kParser;
