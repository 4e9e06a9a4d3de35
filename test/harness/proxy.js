import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';

/**
 * A forward proxy on a loopback address that tunnels `CONNECT` (RFC 9110, 9.3.6) for those who give the right name and
 * password, and remembers where to.
 * @param {{ username: string, password: string, leadsTo?: string }} options `leadsTo`: the `host:port` at the end of every tunnel,
 *   whatever was asked for, as a proxy of somebody who means harm has it.
 */
export async function startProxy({ username, password, leadsTo }) {
  const expected = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  /** @type {string[]} */
  const tunnels = [];
  /** @type {Set<import('node:stream').Duplex>} */
  const sockets = new Set();
  let refused = 0;
  const server = createServer((_, response) => {
    response.writeHead(405).end();
  });
  server.on('connect', (request, client) => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    if (request.headers['proxy-authorization'] !== expected) {
      refused += 1;
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="proxy"\r\n\r\n');
      return;
    }
    tunnels.push(request.url ?? '');
    const { hostname, port } = new URL(`http://${leadsTo ?? request.url ?? ''}`);
    const target = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.pipe(client);
      client.pipe(target);
    });
    sockets.add(target);
    target.on('error', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    /** With the credentials in it, as `HTTPS_PROXY` has them. */
    url: `http://${encodeURIComponent(username)}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    /** The same without credentials. */
    bareUrl: `http://127.0.0.1:${port}`,
    /** The targets of the tunnels that were opened, `host:port`. */
    tunnels,
    refused: () => refused,
    stop: async () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
}
