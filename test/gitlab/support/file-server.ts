import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeAuthority } from '../../../packages/emulator/src/tls/authority.js';

/** One answer to every request of a path. */
export interface Served {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** An https server on a loopback address with these answers by path, and what it was asked for. */
export async function startFileServer(answers: Readonly<Record<string, Served>>) {
  const authority = makeAuthority();
  const { certificate, key } = authority.serverKey();
  const asked: { readonly method: string; readonly path: string; readonly headers: NodeJS.Dict<string | string[]> }[] =
    [];
  const server = createServer({ cert: certificate, key }, (request, response) => {
    const path = request.url ?? '';
    asked.push({ method: request.method ?? '', path, headers: request.headers });
    const { status, headers = {}, body = '' } = answers[path] ?? { status: 404 };
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: authority.certificate,
    asked,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
