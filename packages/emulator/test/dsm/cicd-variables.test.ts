import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { decodeCicd, parseEnvironment } from '../../src/dsm/cicd-variables.js';
import { eachWithEmulator } from '../support/running.js';
import { needs } from '../../../../test/harness/programs.js';

const spell = (text: string): string =>
  Buffer.from(text).toString('base64').replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ',');

const mapping = {
  access_keys: [{ name: 'CLOUD', type: 'aws', fields: { access_key_id: 'AWS_ID', secret_access_key: 'AWS_KEY' } }],
  credentials: [{ name: 'DATABASE', fields: { user: 'DB_USER', password: 'DB_PASSWORD', host: 'DB_HOST' } }],
  key_value: [{ name: 'TOKENS', fields: ['API_KEY', 'ABSENT'] }],
};

describe('POST /iso/cicd/variables', () => {
  const running = eachWithEmulator();
  const send = (form: Record<string, string>) =>
    running().client.as('default', 'POST', '/iso/cicd/variables', { form });

  test('stores the mapped names as secrets, and remembers all that was sent', async () => {
    const env = [
      'AWS_ID=FAKE',
      'AWS_KEY=fake=key',
      'DB_USER=u',
      'DB_PASSWORD=ç',
      'DB_HOST=h',
      'API_KEY=k',
      'HOME=/root',
    ];
    const answer = await send({ env: spell(env.join('\n')), map: spell(JSON.stringify(mapping)) });
    expect(answer.status).toBe(200);
    const { secrets, registrations } = running().emulator.state();
    const data = Object.fromEntries(secrets.map((secret) => [secret.identity, secret.data]));
    expect(data).toMatchObject({
      CLOUD: [{ AWS_ID: 'FAKE', AWS_KEY: 'fake=key' }],
      DATABASE: [{ DB_USER: 'u', DB_PASSWORD: 'ç', DB_HOST: 'h' }],
      TOKENS: [{ API_KEY: 'k' }],
    });
    expect(registrations).toHaveLength(1);
    expect(registrations[0]).toMatchObject({ caller: 'default', variables: { HOME: '/root', AWS_KEY: 'fake=key' } });
  });

  test('a second registration replaces the values', async () => {
    const map = spell(JSON.stringify({ key_value: [{ name: 'TOKENS', fields: ['API_KEY'] }] }));
    await send({ env: spell('API_KEY=one'), map });
    await send({ env: spell('API_KEY=two'), map });
    const secret = running()
      .emulator.state()
      .secrets.find(({ identity }) => identity === 'TOKENS');
    expect(secret?.data).toEqual([{ API_KEY: 'two' }]);
  });

  test('an empty mapping stores nothing', async () => {
    const before = running().emulator.state().secrets.length;
    expect((await send({ env: spell('A=1'), map: '' })).status).toBe(200);
    expect(running().emulator.state().secrets).toHaveLength(before);
  });

  test.each([
    [{}, '1001: The parameter env is missing'],
    [{ env: 'a+b=' }, '1001: The parameter env is invalid'],
    [{ env: spell('A=1'), map: spell('[]') }, '1001: The parameter map is invalid'],
    [{ env: spell('A=1'), map: spell('{') }, '1001: The parameter map is invalid'],
  ])('%j is refused', async (form, message) => {
    expect((await send(form)).json().exception).toMatchObject({ message });
  });
});

describe('the base64 spelling of /iso/cicd/variables', () => {
  needs('sh', 'coreutils').test('decodes what the base64 and tr tools write', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 }).filter((given) => given.isWellFormed());
    fc.assert(
      fc.property(text, (given) => {
        const encoded = execFileSync('sh', ['-c', "base64 -w0 | tr '+/=' '-_,'"], { input: given, encoding: 'utf8' });
        expect(decodeCicd(encoded)).toBe(given);
      }),
      { numRuns: 40 },
    );
  });

  test('decodes what Buffer writes, for any text', () => {
    const text = fc.string({ unit: 'binary' }).filter((given) => given.isWellFormed());
    fc.assert(
      fc.property(text, (given) => {
        const spelling = { '+': '-', '/': '_', '=': ',' };
        const encoded = Buffer.from(given)
          .toString('base64')
          .replace(/[+/=]/g, (character) => spelling[character as keyof typeof spelling]);
        expect(decodeCicd(encoded)).toBe(given);
      }),
    );
  });

  test.each(['YQ==', 'YQ', 'a+b/', 'Y,==', '____', 'YW I'])('%j is refused', (text) => {
    expect(decodeCicd(text)).toBeUndefined();
  });
});

describe('parseEnvironment', () => {
  test('gives back every name and value', () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/);
    const value = fc.string().filter((text) => !text.includes('\n'));
    fc.assert(
      fc.property(fc.dictionary(name, value), (variables) => {
        const text = Object.entries(variables)
          .map(([key, given]) => `${key}=${given}`)
          .join('\n');
        expect(Object.fromEntries(parseEnvironment(text))).toEqual({ ...variables });
      }),
    );
  });
});

describe('a belt that runs again', () => {
  const running = eachWithEmulator();
  const map = spell(JSON.stringify(mapping));
  const send = (env: string) =>
    running().client.as('default', 'POST', '/iso/cicd/variables', { form: { env: spell(env), map } });
  const stored = () => {
    const { secrets } = running().emulator.state();
    return Object.fromEntries(secrets.map(({ identity, data }) => [identity, data]));
  };

  test('keeps what is stored when its variables have left the CI system', async () => {
    await send(['AWS_ID=FAKE', 'AWS_KEY=fake-key', 'DB_USER=u', 'DB_PASSWORD=fake-1', 'DB_HOST=h'].join('\n'));
    expect((await send('HOME=/root')).status).toBe(200);
    expect(stored()).toMatchObject({
      CLOUD: [{ AWS_ID: 'FAKE', AWS_KEY: 'fake-key' }],
      DATABASE: [{ DB_USER: 'u', DB_PASSWORD: 'fake-1', DB_HOST: 'h' }],
    });
    expect(stored()).not.toHaveProperty('TOKENS');
  });

  test('changes the fields that came, and keeps the others of the same block', async () => {
    await send(['DB_USER=u', 'DB_PASSWORD=fake-1', 'DB_HOST=h'].join('\n'));
    await send('DB_PASSWORD=fake-2');
    expect(stored().DATABASE).toEqual([{ DB_USER: 'u', DB_PASSWORD: 'fake-2', DB_HOST: 'h' }]);
  });
});
