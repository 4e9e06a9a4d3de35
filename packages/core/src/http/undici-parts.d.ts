declare module 'undici/lib/dispatcher/pool.js' {
  import type { Pool } from 'undici';
  const PoolClass: typeof Pool;
  export default PoolClass;
}

declare module 'undici/lib/core/symbols.js' {
  const symbols: { readonly kParser: unique symbol };
  export default symbols;
}

declare module 'undici/lib/core/connect.js' {
  import type { Socket } from 'node:net';
  import type { buildConnector as types } from 'undici';

  /** undici's own typings leave out that the socket is returned at once, before it is connected. */
  export type Connector = (...given: Parameters<types.connector>) => Socket | undefined;
  const buildConnector: (options: types.BuildOptions) => Connector;
  export default buildConnector;
}
