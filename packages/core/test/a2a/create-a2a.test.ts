import { generateKeyPairSync } from 'node:crypto';
import { createPeriodBudget } from '../../src/a2a/create-a2a.js';
import { MissingSecretError, AuthenticationError, InputError } from '../../src/errors/senhasegura-error.js';
import { failureOf } from '../http/support/client.js';
import { eachWithVault, quickSample } from '../vault/support/emulated-vault.js';
import { clientFor, closeAll } from './support.js';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const sample = quickSample('odd');
const encrypting: (typeof sample.authorizations)[number] = {
  name: 'encrypting',
  auth: { method: 'oauth2', clientId: 'emulator-encrypting-id', clientSecret: 'fake-encrypting-secret' },
  modules: ['dsm', 'pam', 'mysafe'],
  encryption: { publicKey },
};
const running = eachWithVault({ data: { ...sample, authorizations: [...sample.authorizations, encrypting] } });
afterEach(closeAll);

describe('createA2A', () => {
  test('tells its secrets before it sends anything', async () => {
    const { emulator } = running();
    const { client, secrets } = await clientFor(emulator);
    expect(secrets).toEqual(['fake-default-secret']);
    expect(emulator.requests.entries).toEqual([]);
    await client.authenticate();
    expect(secrets).toHaveLength(2);
    expect(emulator.requests.entries.map(({ path }) => path)).toEqual(['/iso/oauth2/token']);
  });

  test('proves a token that was given by asking the vault, for nothing secret', async () => {
    const { emulator } = running();
    const given = { clientId: undefined, clientSecret: undefined, accessToken: 'fake-and-expired' };
    const { client } = await clientFor(emulator, 'default', given);
    expect(await failureOf(client.authenticate())).toBeInstanceOf(AuthenticationError);
    expect(emulator.requests.entries.map(({ path }) => path)).toEqual(['/iso/pam/credential']);
  });

  test('prints nothing, and needs neither log nor onSecret', async () => {
    const { emulator } = running();
    const { client } = await clientFor(emulator, 'default', { log: undefined, onSecret: undefined, insecure: true });
    await expect(client.dsm.secret('cloud-key')).resolves.toMatchObject({ identity: 'cloud-key' });
  });

  test('warns when nothing is verified', async () => {
    const { messages } = await clientFor(running().emulator, 'default', { insecure: true });
    expect(messages).toEqual([expect.stringMatching(/^warning: `insecure` is set/)]);
  });

  test('a private key opens encrypted answers of every module', async () => {
    const { client, secrets } = await clientFor(running().emulator, 'encrypting', { decryptionKey: privateKey });
    expect((await client.dsm.secret('database-prod')).value('password')).toBe('fake-database-password-1');
    const password = await client.withCredential(123, (credential) => credential.password);
    expect(password).toBe('fake-admin-password');
    expect((await client.mysafe.passwords.read(197)).value('password')).toBe('fake-registry-password');
    expect((await client.pam.information(28)).content).toBe('fake-licence-line-1\nfake-licence-line-2\n');
    expect(secrets).toEqual(expect.arrayContaining(['fake-database-password-1', password, 'fake-registry-password']));
  });

  test('a value that does not open is an InputError, and custody is released', async () => {
    const { emulator } = running();
    const other = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const { client } = await clientFor(emulator, 'encrypting', { decryptionKey: other.privateKey });
    const failure = await failureOf(client.withCredential(123, () => 'never'));
    expect(failure).toBeInstanceOf(InputError);
    expect(failure.message).toMatch(/credential 123: field "password"/);
    expect(emulator.state().custodies).toEqual([]);
  });
});

describe('client.dsm', () => {
  test('reads the application and its secrets', async () => {
    const { client } = await clientFor(running().emulator);
    await expect(client.dsm.application()).resolves.toEqual({
      name: 'emulator',
      description: 'An application of the emulator',
      system: 'emulator',
      environment: 'test',
      tags: ['demo', 'emulator'],
    });
    expect((await client.dsm.secrets()).map(({ identity }) => identity)).toContain('awkward values');
    const secret = await client.dsm.secret('two-blocks');
    expect(secret.fields.filter(({ name }) => name === 'username').map(({ value }) => value)).toEqual([
      'first',
      'second',
    ]);
    expect(() => secret.value('password')).toThrow(/"password" is there 2 times with different values/);
    expect(() => secret.value('nothing')).toThrow(/no field "nothing"/);
  });

  test('a secret that is not there', async () => {
    const { client } = await clientFor(running().emulator);
    const failure = await failureOf(client.dsm.secret('database-prd'));
    expect(failure).toBeInstanceOf(MissingSecretError);
    expect(failure.message).toContain('"database-prod"');
  });

  test('writes, registers, provisions', async () => {
    const { emulator } = running();
    const { client, secrets } = await clientFor(emulator);
    await client.dsm.saveSecret({ identity: 'new', keyValue: { A: 'fake-a' } });
    expect((await client.dsm.secret('new')).value('A')).toBe('fake-a');
    await client.dsm.deleteSecret('new');
    const text = '{"key_value": [{"name": "mapped", "fields": ["TOKEN"]}]}';
    const environment = { TOKEN: 'fake-token', OTHER: 'fake-other' };
    await client.dsm.registerMapping({ text, path: 'map.json', environment });
    expect(secrets).toContain('fake-token');
    expect(emulator.state().registrations[0]?.variables).toEqual({ TOKEN: 'fake-token' });
    const pod = { podName: 'p', deploy: 'd', namespace: 'n' };
    const [secret] = await client.dsm.provision(pod);
    expect(secrets).toContain(secret?.value('password'));
    await client.dsm.deprovision(pod, secret?.id ?? '');
    expect(emulator.state().provisioned).toEqual([]);
  });

  test('registers an authorization and deactivates it', async () => {
    const { emulator } = running();
    const { client, secrets } = await clientFor(emulator, 'registrar');
    const made = await client.dsm.registerApplication({ application: 'a', system: 's', environment: 'e' });
    expect(secrets).toContain(made.clientSecret);
    const { client: registered } = await clientFor(emulator, '', { ...made });
    await registered.dsm.deactivateAuthorization();
    expect(emulator.state().authorizations.find(({ application }) => application === 'a')?.active).toBe(false);
  });
});

describe('client.pam', () => {
  test('lists without taking custody', async () => {
    const { emulator } = running();
    const { client } = await clientFor(emulator);
    const listed = await client.pam.credentials();
    expect(listed.find(({ id }) => id === '123')).toMatchObject({
      username: 'admin',
      type: 'Local User',
      ip: '192.0.2.50',
    });
    expect(emulator.state().custodies).toEqual([]);
  });

  test.each(['iso', 'api'] as const)('reads SSH keys below /%s', async (api) => {
    const { client, secrets } = await clientFor(running().emulator, 'default', { api });
    expect((await client.pam.sshKeys()).map(({ id }) => id)).toEqual(expect.arrayContaining(['456', '457']));
    const key = await client.pam.sshKey('deploy-key-prod');
    expect(key).toMatchObject({ id: '456', identifier: 'deploy-key-prod', username: 'deploy' });
    expect(key.privateKey).toContain('PRIVATE KEY');
    expect(secrets).toContain(key.privateKey);
  });

  test('credentials are read and given back by hand too', async () => {
    const { emulator } = running();
    const { client } = await clientFor(emulator);
    await client.pam.credential('db-admin-prod');
    expect(emulator.state().custodies).toHaveLength(1);
    await expect(client.pam.releaseCustody('123')).resolves.toBe(true);
    await expect(client.pam.releaseCustody('123')).resolves.toBe(false);
  });

  test('writes', async () => {
    const { emulator } = running();
    const { client } = await clientFor(emulator);
    const where = { username: 'app', hostname: 'app.example.com', ip: '192.0.2.51' };
    const { id } = await client.pam.saveCredential({ ...where, identifier: 'app', password: 'fake' });
    await client.pam.updateCredential(id, { password: 'fake-new' });
    await client.pam.deactivateCredential(id);
    await client.pam.activateCredential(id);
    const pair = { publicKey: 'fake-public', privateKey: 'fake-private' };
    const key = await client.pam.saveSshKey({ ...where, identifier: 'key', ...pair });
    await client.pam.updateSshKey(key.id, pair);
    await client.pam.rotateSshKey(key.id);
    await client.pam.deactivateSshKey(key.id);
    await client.pam.activateSshKey(key.id);
    const info = await client.pam.saveInformation({ identifier: 'info', content: 'fake' });
    const written = [...emulator.vault.pam.information.values()].find(
      ({ identifier }) => identifier === info.identifier,
    );
    await expect(client.pam.deleteInformation(written?.id ?? '')).resolves.toBe(true);
    const { credentials, sshKeys } = emulator.vault.pam;
    expect([credentials.get(id), sshKeys.get(key.id)]).toMatchObject([
      { password: 'fake-new', active: true },
      { rotations: 1, active: true },
    ]);
  });

  test.each(['..', ''])('refuses the id %j', async (id) => {
    const { emulator } = running();
    const { client } = await clientFor(emulator);
    expect(await failureOf(client.pam.releaseCustody(id))).toBeInstanceOf(InputError);
    expect(await failureOf(client.pam.rotateSshKey(id))).toBeInstanceOf(InputError);
    expect(await failureOf(client.pam.information(id))).toBeInstanceOf(InputError);
    expect(emulator.requests.entries).toEqual([]);
  });
});

describe('client.mysafe and client.encryption', () => {
  test('every kind of item', async () => {
    const { client, secrets } = await clientFor(running().emulator, 'mysafe');
    const note = await client.mysafe.notes.create({ name: 'N', note: 'fake-note' });
    await client.mysafe.notes.update(note, { note: 'fake-new-note' });
    expect((await client.mysafe.notes.read(note)).value('note')).toBe('fake-new-note');
    expect((await client.mysafe.apiSecrets.read(5)).value('client_secret')).toBe('fake-payment-secret');
    expect((await client.mysafe.passwords.list({ tag: 'ci' })).map(({ identifier }) => identifier)).toEqual(['197']);
    expect(secrets).toEqual(expect.arrayContaining(['fake-new-note', 'fake-payment-secret']));
    expect(secrets).not.toContain('N');
  });

  test('there and back', async () => {
    const { client, secrets } = await clientFor(running().emulator);
    const key = await client.encryption.createKey({ name: 'orders' });
    await client.encryption.updateKey(key, { description: 'of the shop' });
    expect(await client.encryption.keys()).toEqual([await client.encryption.key(key)]);
    const sealed = await client.encryption.encrypt({ key, value: 'fake-plain' });
    await expect(client.encryption.decrypt({ key, value: sealed })).resolves.toBe('fake-plain');
    expect(secrets).toContain('fake-plain');
    await expect(client.encryption.disableKey(key)).resolves.toBe(true);
  });
});

describe('createPeriodBudget', () => {
  test('is spent by repeating, and whole again when nothing is repeated any more', () => {
    let now = 0;
    const budget = createPeriodBudget(100, () => now);
    budget.begin();
    now = 60;
    budget.begin();
    now = 90;
    budget.end();
    expect(budget.left()).toBe(10);
    now = 500;
    expect(budget.left()).toBe(0);
    budget.end();
    expect(budget.left()).toBe(100);
    now = 10_000;
    budget.begin();
    now = 10_030;
    expect(budget.left()).toBe(70);
  });
});
