import { eachWithEmulator } from '../support/running.js';

describe('restrictions of an authorization', () => {
  const running = eachWithEmulator();

  test.each([
    ['inactive', 401, 'Inactive authorization'],
    ['expired', 401, 'Expired authorization'],
    ['ip-restricted', 403, 'IP not allowed'],
    ['referer-restricted', 403, 'HTTP referer not allowed'],
    ['client-certificate', 403, 'Client certificate not allowed'],
    ['mysafe', 403, 'You are not authorized to access this resource.'],
  ])('%s is refused with %i', async (name, status, message) => {
    const answer = await running().client.as(name, 'GET', '/iso/sctm/secret');
    expect(answer.status).toBe(status);
    expect(answer.json().response).toMatchObject({ status, message, error: true, erro: true });
  });

  test('an allowed address is let in', async () => {
    const { client, emulator } = running();
    emulator.vault.settings.clientAddress = '192.0.2.77';
    expect((await client.as('ip-restricted', 'GET', '/iso/sctm/secret')).status).toBe(200);
    emulator.vault.settings.clientAddress = '192.0.3.77';
    expect((await client.as('ip-restricted', 'GET', '/iso/sctm/secret')).status).toBe(403);
  });

  test('an allowed referer is let in', async () => {
    const headers = { referer: 'https://ci.example.com/job/1' };
    expect((await running().client.as('referer-restricted', 'GET', '/iso/sctm/secret', { headers })).status).toBe(200);
  });

  test('the client certificate of the authorization is let in, another is not', async () => {
    const { client, emulator } = running();
    const disclosed = emulator.authorizations['client-certificate'];
    const pair = { cert: disclosed?.clientCertificate?.pem ?? '', key: disclosed?.clientKey?.pem ?? '' };
    expect((await client.as('client-certificate', 'GET', '/iso/sctm/secret', pair)).status).toBe(200);
    expect((await client.as('client-certificate', 'GET', '/iso/sctm/secret')).status).toBe(403);
  });

  test('an authorization sees only the secrets that it reaches', async () => {
    const answer = await running().client.as('no-secrets', 'GET', '/iso/dapp/application');
    expect(answer.json().application?.secrets).toEqual([]);
  });
});
