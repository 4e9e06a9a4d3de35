/**
 * The parts of undici that the client is made of, each by the file it lies in. `import 'undici'` brings fetch, WebSocket, caches and
 * mocks along: 280 kB more in each bundle, and 95 ms of processor time more at the start of each job on Node 20, 85 on Node 24
 * (medians of 21 interleaved runs).
 */
export { default as buildConnector, type Connector } from 'undici/lib/core/connect.js';
export { kParser } from 'undici/lib/core/symbols.js';
export { default as Pool } from 'undici/lib/dispatcher/pool.js';
