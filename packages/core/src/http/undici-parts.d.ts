/**
 * The parts of undici that the client is made of. `import 'undici'` loads all of it, fetch and WebSocket and caches too, which
 * costs more start-up time and bundle size than the rest of the product together.
 */
declare module 'undici/lib/dispatcher/client.js' {
  import type { Client } from 'undici';
  const ClientClass: typeof Client;
  export default ClientClass;
}

declare module 'undici/lib/dispatcher/pool.js' {
  import type { Pool } from 'undici';
  const PoolClass: typeof Pool;
  export default PoolClass;
}

declare module 'undici/lib/dispatcher/env-http-proxy-agent.js' {
  import type { EnvHttpProxyAgent } from 'undici';
  const EnvHttpProxyAgentClass: typeof EnvHttpProxyAgent;
  export default EnvHttpProxyAgentClass;
}

declare module 'undici/lib/api/api-connect.js' {
  import type { Dispatcher } from 'undici';
  const connect: Dispatcher['connect'];
  export default connect;
}

declare module 'undici/lib/core/connect.js' {
  import type { Socket } from 'node:net';
  import type { buildConnector as types } from 'undici';

  /** undici's own typings leave out that the socket is returned at once, before it is connected. */
  export type Connector = (...given: Parameters<types.connector>) => Socket | undefined;
  const buildConnector: (options: types.BuildOptions) => Connector;
  export default buildConnector;
}
