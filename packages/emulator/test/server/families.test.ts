import { eachWithEmulator } from '../support/running.js';

interface Case {
  readonly what: string;
  readonly call: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly caller?: string;
  /** The only family that has it: the contract knows no other path. */
  readonly only?: 'iso' | 'api';
  readonly before?: string;
}

const cases: readonly Case[] = [
  { what: 'read: the secrets of the authorization', call: 'GET /sctm/secret' },
  { what: 'read: the application', call: 'GET /dapp/application' },
  { what: 'read: the secrets as the seed has them', call: 'GET /dsm/secret', only: 'api' },
  { what: 'read: one secret as the seed has it', call: 'GET /dsm/secret/database-prod', only: 'api' },
  { what: 'write: a secret', call: 'POST /sctm/secret', body: { identity: 'x', data: { A: '1' } } },
  {
    what: 'write: a secret as the seed has it',
    call: 'POST /dsm/secret',
    body: { identity: 'x', data: { A: '1' } },
    only: 'api',
  },
  { what: 'write: a removal', call: 'DELETE /sctm/secret/database-prod' },
  { what: 'write: a belt', call: 'POST /cicd/variables', body: { env: 'QT0x', map: '' } },
  {
    what: 'write: a registration',
    call: 'POST /dapp/application',
    body: { application: 'a', system: 's', environment: 'e' },
  },
  { what: 'write: a revocation', call: 'DELETE /dapp/application/authorization', caller: 'second' },
  { what: 'write: an account', call: 'POST /coe/dapp/provision', body: { pod_name: 'p', deploy: 'd', namespace: 'n' } },
  { what: 'read: the credentials', call: 'GET /pam/credential' },
  { what: 'read: a credential', call: 'GET /pam/credential/123' },
  { what: 'read: a credential by its names', call: 'GET /pam/credential/admin%40db.example.com' },
  { what: 'read: a credential, the legacy way', call: 'GET /coe/senha/123', only: 'iso' },
  { what: 'release: a custody', call: 'DELETE /pam/credential/custody/123', before: 'GET /pam/credential/123' },
  {
    what: 'write: a credential',
    call: 'POST /pam/credential',
    body: { username: 'u', hostname: 'h', ip: '192.0.2.1', content: 'fake' },
  },
  { what: 'write: a credential off', call: 'DELETE /pam/credential/123' },
  { what: 'write: a credential on', call: 'PUT /pam/credential/125' },
  { what: 'read: a key', call: 'GET /pam/key/456' },
  { what: 'read: a key as the seed has it', call: 'GET /pam/sshkey/456', only: 'api' },
  { what: 'write: a key', call: 'POST /pam/key', body: { identifier: 'deploy-key-prod', key_name: 'new' } },
  { what: 'write: a key off', call: 'DELETE /pam/key/456' },
  { what: 'write: a key on', call: 'PUT /pam/key/458' },
  { what: 'write: a rotation', call: 'POST /pam/sshkey/456/rotate', only: 'api' },
  { what: 'read: an information', call: 'GET /pam/info/28' },
  { what: 'write: an information', call: 'POST /pam/info', body: { content: 'fake' } },
  { what: 'write: an information off', call: 'DELETE /pam/info/28' },
  { what: 'read: the devices', call: 'GET /pam/device' },
  { what: 'write: a device off', call: 'DELETE /pam/device/1' },
  { what: 'read: a certificate', call: 'POST /certificate/download', body: { id: '12', format: 'pem' } },
  { what: 'read: a password of MySafe', call: 'GET /mysafe/password/197', caller: 'mysafe', only: 'api' },
  { what: 'read: a note of MySafe', call: 'GET /mysafe/note/12', caller: 'mysafe', only: 'api' },
  { what: 'read: an API secret of MySafe', call: 'GET /mysafe/secretapi/5', caller: 'mysafe', only: 'api' },
  { what: 'write: an encryption key', call: 'POST /sctm/encryption/key', body: { name: 'k' } },
];

describe.each([
  ['iso', 'api'],
  ['api', 'iso'],
] as const)('a vault that speaks /%s alone', (family, other) => {
  const running = eachWithEmulator({ settings: { families: [family] } });
  const authorizationOf = async (name: string) => {
    const { client, emulator } = running();
    const auth = emulator.authorizations[name]?.auth;
    if (auth?.method !== 'oauth2') throw new Error(`${name} is no OAuth 2.0 authorization`);
    const form = { grant_type: 'client_credentials', client_id: auth.clientId, client_secret: auth.clientSecret };
    const answer = await client.call('POST', `/${family}/oauth2/token`, { form });
    return { authorization: `Bearer ${(JSON.parse(answer.text) as { access_token: string }).access_token}` };
  };
  const send = async (
    { call, body }: Pick<Case, 'call' | 'body'>,
    headers: Readonly<Record<string, string>>,
    at = family as string,
  ) => {
    const [method = '', path = ''] = call.split(' ');
    return running().client.call(method, `/${at}${path}`, body === undefined ? { headers } : { headers, json: body });
  };

  test.each(cases.filter(({ only }) => only === undefined || only === family))('$what', async (wanted) => {
    const headers = await authorizationOf(wanted.caller ?? 'default');
    if (wanted.before !== undefined) await send({ call: wanted.before }, headers);
    const answer = await send(wanted, headers);
    expect([200, 201]).toContain(answer.status);
  });

  test(`knows nothing below /${other}`, async () => {
    const headers = await authorizationOf('default');
    const statuses = await Promise.all(cases.map(async (wanted) => (await send(wanted, headers, other)).text));
    expect(new Set(statuses)).toEqual(new Set(['{"message":"no Route matched with those values"}']));
  });
});
