import fc from 'fast-check';
import { type Block, startEmulator } from '../../src/index.js';
import { clientOf } from '../support/client.js';
import { eachWithEmulator, sampleWithKey } from '../support/running.js';

const oneAuthorization = [
  { name: 'default', auth: { method: 'oauth2', clientId: 'id', clientSecret: 'fake-secret' } },
] as const;

describe('reading DSM secrets', () => {
  const running = eachWithEmulator();

  test.each(['/iso/dapp/application', '/iso/dapp/Application'])(
    '%s gives the application beside response',
    async (path) => {
      const answer = await running().client.as('default', 'GET', path);
      const { code, response, application } = answer.json();
      expect(code).toBe(200);
      expect(response).toEqual({
        ...{ status: 200, message: 'Application emulator', error: false, error_code: 0, detail: '' },
        ...{ mensagem: 'Application emulator', erro: false, cod_erro: 0 },
      });
      expect(application).toMatchObject({ name: 'emulator', system: 'emulator', environment: 'test' });
      expect(application?.secrets?.[0]).toEqual({
        secret_id: '101',
        secret_name: 'Production database',
        identity: 'database-prod',
        version: '',
        expiration_date: '',
        engine: 'Generic',
        data: [
          {
            hostname: 'db.example.com',
            username: 'app',
            password: 'fake-database-password-1',
            additional_information: 'primary',
            ip: '192.0.2.10',
          },
        ],
      });
    },
  );

  test('/iso/sctm/secret gives the secrets beside, /api/dsm/secret inside response', async () => {
    const { client } = running();
    const beside = (await client.as('default', 'GET', '/iso/sctm/secret')).json();
    const inside = (await client.as('default', 'GET', '/api/dsm/secret')).json();
    expect(beside.secrets).toEqual(inside.response?.secrets);
    expect(inside.secrets).toBeUndefined();
  });

  test.each(['nothing', 'cart', '%E0%A4%A'])('the identity %s is not found', async (identity) => {
    const answer = await running().client.as('default', 'GET', `/api/dsm/secret/${identity}`);
    expect(answer.status).toBe(404);
    expect(answer.json().response).toMatchObject({ message: 'Resource sub not found', error_code: 4 });
  });
});

describe('the odd sample', () => {
  const running = eachWithEmulator({ data: sampleWithKey('odd') });

  test('one secret is read by its identity with encoded slashes', async () => {
    const answer = await running().client.as('default', 'GET', '/api/dsm/secret/cart%2Famericanas%2Fnpf%2Fcassandra');
    expect(answer.json().response?.secret).toMatchObject({ data: { USERNAME: 'cart', PORT: 9042 } });
  });

  test('has a key with the line ends of Windows, as the vendor writes its example', async () => {
    const { key } = (await running().client.as('default', 'GET', '/iso/pam/key/459')).json();
    expect(key?.private_key).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\r\n/);
  });
});

describe('data of its own', () => {
  test('any text survives the way out, whatever its field is called', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(null),
    );
    const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', 'toString'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.tuple(name, value))), async (blocks) => {
        const data = blocks.map((fields): Block => Object.fromEntries(fields));
        const emulator = await startEmulator({
          http: true,
          data: { authorizations: [...oneAuthorization], secrets: [{ identity: 'nasty', data }] },
        });
        const client = clientOf(emulator);
        const answer = await client.as('default', 'GET', '/iso/sctm/secret');
        client.close();
        await emulator.stop();
        const wire = JSON.stringify(answer.json().secrets?.[0]?.data);
        expect(wire).toBe(JSON.stringify(data));
      }),
      { numRuns: 15 },
    );
  });

  test('a thousand secrets of ten fields', async () => {
    const fields = Array.from({ length: 10 }, (_, index) => [`FIELD_${index}`, `fake-value-${index}`]);
    const secrets = Array.from({ length: 1000 }, (_, index) => ({
      identity: `secret-${index}`,
      data: [Object.fromEntries(fields) as Block],
    }));
    const emulator = await startEmulator({ data: { authorizations: [...oneAuthorization], secrets } });
    const client = clientOf(emulator);
    const answer = await client.as('default', 'GET', '/iso/dapp/application');
    client.close();
    await emulator.stop();
    expect(answer.json().application?.secrets).toHaveLength(1000);
  });
});
