import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { transformSync } from '@swc/core';
import { InputError } from '../../src/errors/senhasegura-error.js';
import type { TlsSettings } from '../../src/http/http-types.js';
import { createAuthority, type Authority, type Pair } from './support/certificates.js';
import { clientOf, closeClients, failureOf, read } from './support/client.js';
import { serveTls, stopServers } from './support/servers.js';
import { NODE_24, each, needs } from '../../../../test/harness/programs.js';

const { describe, test } = needs('openssl');

let ours: Authority;
let other: Authority;
let server: Pair;

beforeAll(() => {
  ours = createAuthority('Ours');
  other = createAuthority('Other');
  server = ours.issue();
});
afterAll(() => {
  ours.remove();
  other.remove();
});
afterEach(async () => {
  await closeClients();
  await stopServers();
});

const tlsOf = (changes: Partial<TlsSettings> = {}): TlsSettings => ({ verify: true, ...changes });

async function answer(options: Parameters<typeof serveTls>[0], tls: TlsSettings, host = 'localhost') {
  const { port } = await serveTls(options, (_, response) => response.end('{}'));
  return clientOf(`https://${host}:${port}`, { tls }).send(read());
}

describe('the certificate of the vault', () => {
  test('is accepted by host name and by address when its authority was given, among others too', async () => {
    const trusted = tlsOf({ extraAuthorities: `${other.cert}\n${ours.cert}` });
    expect(await answer(server, trusted)).toMatchObject({ status: 200 });
    expect(await answer(server, trusted, '127.0.0.1')).toMatchObject({ status: 200 });
  });

  test('is refused without its authority, and with another', async () => {
    expect((await failureOf(answer(server, tlsOf()))).message).toContain('authority that is not trusted');
    expect((await failureOf(answer(server, tlsOf({ extraAuthorities: other.cert })))).message).toContain('not trusted');
  });

  test('is refused when it is for another host', async () => {
    const failure = await failureOf(answer(other.issue(), tlsOf({ extraAuthorities: other.cert }), 'localhost.'));
    expect(failure.message).toMatch(/another host name|ENOTFOUND|EAI_AGAIN/);
    const elsewhere = await failureOf(
      answer(ours.issue(), tlsOf({ extraAuthorities: ours.cert }), '[::ffff:127.0.0.1]'),
    );
    expect(elsewhere.message).toContain('for another host name');
  });

  test('is refused when it has expired', async () => {
    const failure = await failureOf(answer(ours.issue(-1), tlsOf({ extraAuthorities: ours.cert })));
    expect(failure.message).toContain('has expired');
  });

  test('that signs itself is refused, and accepted when given', async () => {
    const itself = { cert: other.cert, key: other.key };
    expect((await failureOf(answer(itself, tlsOf()))).message).toContain('authority that is not trusted');
  });

  test('is not looked at with `insecure`', async () => {
    expect(await answer(server, tlsOf({ verify: false }))).toMatchObject({ status: 200 });
  });

  test('is refused once and for all: nothing is repeated', async () => {
    const { port, connections } = await serveTls(server, (_, response) => response.end('{}'));
    await failureOf(clientOf(`https://localhost:${port}`, { retries: 3 }).send(read()));
    expect(connections()).toBe(1);
  });
});

describe('a client certificate', () => {
  const asking = () => ({ ...server, ca: ours.cert, requestCert: true, rejectUnauthorized: true });
  const trusting = (client: Pair) =>
    tlsOf({ extraAuthorities: ours.cert, client: { certificate: client.cert, key: client.key } });

  test('is shown to a vault that asks', async () => {
    expect(await answer(asking(), trusting(ours.issue()))).toMatchObject({ status: 200 });
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'that lacks or is not known is named in the advice (%s)',
    async (version) => {
      const options = { ...asking(), minVersion: version, maxVersion: version };
      const without = await failureOf(answer(options, tlsOf({ extraAuthorities: ours.cert })));
      expect(without.message).toContain('client certificate');
      expect((await failureOf(answer(options, trusting(other.issue())))).message).toContain('client certificate');
    },
  );

  test('that does not belong to its key is a wrong input', async () => {
    const mixed = { cert: ours.issue().cert, key: other.key };
    expect(await failureOf(answer(asking(), trusting(mixed)))).toBeInstanceOf(InputError);
  });
});

test('an `https` address with a port that speaks plain HTTP, and the other way round', async () => {
  const { serve } = await import('./support/servers.js');
  const plain = await serve((_, response) => response.end('{}'));
  const failure = await failureOf(clientOf(`https://localhost:${plain.port}`).send(read()));
  expect(failure.message).toContain('does not speak TLS');
  const tls = await serveTls(server, (_, response) => response.end('{}'));
  expect((await failureOf(clientOf(`http://localhost:${tls.port}`).send(read()))).code).toBe('TransportError');
});

/** Copies source files to a folder as JavaScript that a process of its own can run. */
function compiled(folder: string, files: readonly string[]): void {
  for (const file of files) {
    const source = readFileSync(join(import.meta.dirname, '../../src', `${file}.ts`), 'utf8');
    const { code } = transformSync(source, {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, `${file}.js`), code);
  }
}

const PROBE = `
import { connect } from 'node:tls';
import { readFileSync } from 'node:fs';
import { vaultTls } from './http/tls-options.js';
const options = vaultTls({ verify: true, extraAuthorities: readFileSync('ours.pem', 'utf8') });
const said = await Promise.all(process.argv.slice(2).map((port) => new Promise((resolve) => {
  const socket = connect({ host: '127.0.0.1', port: Number(port), ...options }, () => { socket.destroy(); resolve('trusted'); });
  socket.on('error', (error) => resolve(error.code));
})));
console.log(said.join(' '));
`;

describe('what Node trusts already', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'trust-'));
    compiled(folder, ['http/tls-options', 'errors/senhasegura-error']);
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'probe.js'), PROBE);
    writeFileSync(join(folder, 'ours.pem'), ours.cert);
    writeFileSync(join(folder, 'other.pem'), other.cert);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const ofOpenssl = { store: "OpenSSL's store", options: ['--use-openssl-ca'], env: { SSL_CERT_FILE: 'other.pem' } };
  const extra = { store: 'NODE_EXTRA_CA_CERTS', options: [], env: { NODE_EXTRA_CA_CERTS: 'other.pem' } };

  // Node 20 forgets NODE_EXTRA_CA_CERTS: there the settings give them along (settings/node-authorities.ts).
  each([
    { ...ofOpenssl, node: process.execPath, needs: ['openssl'] },
    { ...ofOpenssl, node: NODE_24, needs: ['openssl', 'Node 24'] },
    { ...extra, node: NODE_24, needs: ['openssl', 'Node 24'] },
  ]).test('$store stays trusted beside the given authority ($options $env $node)', async ({ options, env, node }) => {
    const both = [server, other.issue()];
    const servers = await Promise.all(both.map((pair) => serveTls(pair, (__, response) => response.end())));
    const ports = servers.map(({ port }) => String(port));
    const run = (variables: Record<string, string>) =>
      promisify(execFile)(node, [...options, 'probe.js', ...ports], { cwd: folder, env: variables });
    expect((await run(env)).stdout.trim()).toBe('trusted trusted');
    expect((await run({ SSL_CERT_FILE: '/dev/null' })).stdout.trim()).toBe('trusted UNABLE_TO_GET_ISSUER_CERT_LOCALLY');
  });
});
