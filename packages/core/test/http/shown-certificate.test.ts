import { createAuthority, type Authority } from './support/certificates.js';
import { clientOf, closeClients, failureOf, read } from './support/client.js';
import { serveProxy, serveTls, stopServers } from './support/servers.js';
import { needs } from '../../../../test/harness/programs.js';

const { describe, test } = needs('openssl');

let root: Authority;
let between: Authority;
beforeAll(() => {
  root = createAuthority('Company Root');
  between = root.intermediate('Company Issuing CA');
});
afterAll(() => {
  root.remove();
});
afterEach(async () => {
  await closeClients();
  await stopServers();
});

const trusting = (extraAuthorities?: string) => ({
  tls: { verify: true, ...(extraAuthorities === undefined ? {} : { extraAuthorities }) },
});
const day = new Date().toISOString().slice(0, 10);

describe('a given certificate is trusted', () => {
  const answer = (cert: string, key: string, given: string) =>
    serveTls({ cert, key }, (_, response) => response.end('{}')).then(({ port }) =>
      clientOf(`https://localhost:${port}`, trusting(given)).send(read()),
    );

  test('as the root of a chain that the vault sends', async () => {
    const { cert, key } = between.issue();
    expect(await answer(cert + between.cert, key, root.cert)).toMatchObject({ status: 200 });
  });

  test('as an intermediate, whether the vault sends it or not', async () => {
    const { cert, key } = between.issue();
    expect(await answer(cert, key, between.cert)).toMatchObject({ status: 200 });
    expect(await answer(cert + between.cert, key, between.cert)).toMatchObject({ status: 200 });
  });

  test("as the vault's own", async () => {
    const { cert, key } = between.issue();
    expect(await answer(cert, key, cert)).toMatchObject({ status: 200 });
    expect(await answer(cert + between.cert, key, cert)).toMatchObject({ status: 200 });
  });

  test('but only what is given: another one of the same authority is not', async () => {
    const { cert, key } = between.issue();
    const other = between.issue();
    expect((await failureOf(answer(cert, key, other.cert))).message).toContain('not trusted here');
  });
});

describe('what is not accepted is told as the server showed it', () => {
  const messageOf = async (pair: { readonly cert: string; readonly key: string }, given?: string) => {
    const { port } = await serveTls({ ...pair, ciphers: 'DEFAULT@SECLEVEL=0' }, (_, response) => response.end('{}'));
    return (await failureOf(clientOf(`https://localhost:${port}`, trusting(given)).send(read()))).message;
  };

  test('an intermediate that the vault does not send', async () => {
    const message = await messageOf(between.issue(), root.cert);
    expect(message).toContain('issued by "Company Issuing CA"');
    expect(message).toContain('have the vault send its whole chain');
  });

  test('another host name', async () => {
    const message = await messageOf(root.issue(2, { names: 'DNS:vault.example.com,IP:10.1.2.3' }), root.cert);
    expect(message).toContain('for "vault.example.com", "10.1.2.3", issued by "Company Root"');
    expect(message).toContain('another host name');
  });

  test('SHA-1', async () => {
    const message = await messageOf(root.issue(2, { digest: 'sha1' }), root.cert);
    expect(message).toContain('(CA_MD_TOO_WEAK)');
    expect(message).toContain('signed with SHA-1');
  });

  test('its days', async () => {
    expect(await messageOf(root.issue())).toContain(`valid from ${day} to `);
  });

  test('behind a proxy too', async () => {
    const server = await serveTls(root.issue(), (_, response) => response.end('{}'));
    const proxy = await serveProxy();
    const settings = { ...trusting(), proxy: { httpsProxy: `http://127.0.0.1:${proxy.port}` } };
    const failure = await failureOf(clientOf(`https://localhost:${server.port}`, settings).send(read()));
    expect(failure.message).toContain('issued by "Company Root"');
  });
});
