import { createAuthority, type Authority } from './support/certificates.js';
import { clientOf, closeClients, failureOf, read } from './support/client.js';
import { serveTls, stopServers } from './support/servers.js';
import { needs } from '../../../../test/harness/programs.js';

const { test } = needs('openssl');

let ours: Authority;
let other: Authority;
beforeAll(() => {
  ours = createAuthority('Ours');
  other = createAuthority('Other');
});
afterAll(() => {
  ours.remove();
  other.remove();
});
afterEach(async () => {
  await closeClients();
  await stopServers();
});

test('a given authority is enough, on one connection', async () => {
  const server = await serveTls(ours.issue(), (_, response) => response.end('{}'));
  const client = clientOf(`https://localhost:${server.port}`, { tls: { verify: true, extraAuthorities: ours.cert } });
  expect(await client.send(read())).toMatchObject({ status: 200 });
  expect(await client.send(read())).toMatchObject({ status: 200 });
});

test('what neither the given authorities nor Node trusts is refused, as before', async () => {
  const server = await serveTls(other.issue(), (_, response) => response.end('{}'));
  const tls = { verify: true, extraAuthorities: ours.cert };
  const failure = await failureOf(clientOf(`https://localhost:${server.port}`, { tls }).send(read()));
  expect(failure.message).toContain('not trusted');
});
