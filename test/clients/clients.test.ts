import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startEmulator, type EmulatorProcess } from '../harness/emulator.js';
import { needs } from '../harness/programs.js';
import { EMULATOR_BUNDLE, REPOSITORY } from '../harness/repository.js';

const run = promisify(execFile);

const [CLIENT_SECRET, PASSWORD, CONTENT] = [
  'fake-client-secret',
  'fake password "of" the database',
  'fake licence text',
];
const LEGACY = { consumerKey: 'fake-ck', consumerSecret: 'fake-cs', tokenKey: 'fake-tk', tokenSecret: 'fake-ts' };

const VAULT = {
  authorizations: [
    { name: 'default', auth: { method: 'oauth2', clientId: 'client', clientSecret: CLIENT_SECRET } },
    { name: 'legacy', auth: { method: 'oauth1', ...LEGACY } },
  ],
  secrets: [{ identity: 'team/database', data: [{ username: 'app', password: PASSWORD }, { port: '5432' }] }],
  credentials: [{ id: '7', username: 'root', hostname: 'db.example.com', password: PASSWORD }],
  information: [{ id: '28', content: CONTENT }],
};

/** Programs that others wrote say whether the emulator is a vault: they know nothing of ours. */
describe('a client that others wrote', () => {
  let vault: EmulatorProcess;
  beforeAll(async () => {
    vault = await startEmulator({ bundle: EMULATOR_BUNDLE, data: VAULT });
  });
  afterAll(async () => {
    await vault.stop();
  });
  const trusting = () => ({ env: { ...process.env, SSL_CERT_FILE: vault.caFile, REQUESTS_CA_BUNDLE: vault.caFile } });

  needs('External Secrets').test.each([
    ['password', PASSWORD],
    ['username', 'app'],
    ['', JSON.stringify([{ username: 'app', password: PASSWORD }, { port: '5432' }])],
  ])('External Secrets reads the property %j', async (property, expected) => {
    const args = [vault.url, 'client', CLIENT_SECRET, 'team/database', property];
    const { stdout } = await run('external-secrets-read', args, trusting());
    if (property === '') expect(JSON.parse(stdout)).toEqual(JSON.parse(expected));
    else expect(stdout).toBe(expected);
  });

  needs('External Secrets').test('External Secrets is told of a secret that is not there', async () => {
    const args = [vault.url, 'client', CLIENT_SECRET, 'team/other', 'password'];
    await expect(run('external-secrets-read', args, trusting())).rejects.toMatchObject({ code: 1 });
  });

  needs('senhasegura-rs').test('senhasegura-rs reads protected information', async () => {
    const { stdout } = await run('senhasegura-rs-read', [vault.url, 'client', CLIENT_SECRET, '28'], trusting());
    expect(stdout).toBe(CONTENT);
  });

  const python = needs('senhasegura of PyPI');
  const ask = async (path: string, secret = LEGACY.tokenSecret) => {
    const { host } = new URL(vault.url);
    const { consumerKey, consumerSecret, tokenKey } = LEGACY;
    const script = join(REPOSITORY, 'test/clients/senhasegura-read.py');
    const args = [script, host, path, consumerKey, consumerSecret, tokenKey, secret];
    const [status, ...body] = (await run('senhasegura-python', args, trusting())).stdout.split('\n');
    return { status: Number(status), body: body.join('\n') };
  };

  python.test('the PyPI package reads with OAuth 1.0, a query included', async () => {
    const { status, body } = await ask('/iso/coe/senha?credentialId=7');
    expect({ status, body: JSON.parse(body) as unknown }).toMatchObject({
      status: 200,
      body: { response: { credential: { id: '7', password: PASSWORD } } },
    });
  });

  python.test('the PyPI package is refused with another token secret', async () => {
    expect((await ask('/iso/pam/credential', 'fake-and-wrong')).status).toBe(401);
  });
});
