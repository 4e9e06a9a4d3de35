/**
 * The parts of undici that the client is made of. `import 'undici'` loads all of it, fetch and WebSocket and caches too, which
 * costs more start-up time and bundle size than the rest of the product together.
 */
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

declare module 'undici/lib/api/api-request.js' {
  import type { Dispatcher } from 'undici';

  /** What `request` hands to the dispatcher. `onConnect` is called before the first byte of the request is written. */
  export interface RequestHandler {
    onConnect(abort: (reason: Error) => void, context: unknown): void;
  }
  export interface RequestDispatcher {
    dispatch(options: Dispatcher.DispatchOptions, handler: RequestHandler): boolean;
  }
  const request: (this: RequestDispatcher, options: Dispatcher.RequestOptions) => Promise<Dispatcher.ResponseData>;
  export default request;
}

declare module 'undici/lib/core/connect.js' {
  import type { buildConnector as types } from 'undici';

  export type Connector = types.connector;
  const buildConnector: (options: types.BuildOptions) => Connector;
  export default buildConnector;
}
