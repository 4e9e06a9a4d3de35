import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startProxy } from './proxy.js';

const tunnel = (proxy: string, target: string, authorization: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(proxy);
    request({ method: 'CONNECT', hostname, port, path: target, headers: { 'proxy-authorization': authorization } })
      .on('connect', (response, socket) => {
        socket.destroy();
        resolve(response.statusCode);
      })
      .on('error', reject)
      .end();
  });

test('the proxy tunnels for those who know the password, and remembers', async () => {
  const target = createServer().listen(0, '127.0.0.1');
  await once(target, 'listening');
  const host = `127.0.0.1:${(target.address() as AddressInfo).port}`;
  const proxy = await startProxy({ username: 'user', password: 'fake password' });
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
  expect(await tunnel(proxy.bareUrl, host, basic('user:fake password'))).toBe(200);
  expect(await tunnel(proxy.bareUrl, host, basic('user:wrong'))).toBe(407);
  expect(proxy.tunnels).toEqual([host]);
  expect(proxy.refused()).toBe(1);
  expect(new URL(proxy.url).password).toBe('fake%20password');
  await proxy.stop();
  target.close();
});
