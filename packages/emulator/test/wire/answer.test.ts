import { createServer, type ServerResponse } from 'node:http';
import { giveUp } from '../../src/wire/answer.js';
import { close, listen } from '../../src/server/listener.js';
import { eachWithEmulator } from '../support/running.js';

describe('the envelope', () => {
  const running = eachWithEmulator();
  const missing = '/iso/pam/credential/999';

  test('a failure has the exception and its number', async () => {
    const answer = await running().client.as('default', 'GET', missing);
    expect(answer.status).toBe(400);
    expect(answer.json()).toEqual({
      code: 400,
      response: {
        ...{ status: 400, message: '1007: Credential not found', error: true, error_code: 1, detail: '' },
        ...{ mensagem: '1007: Credential not found', erro: true, cod_erro: 1 },
      },
      exception: { code: 1007, message: '1007: Credential not found', detail: null },
    });
  });

  test('failures can come with HTTP 200, and the twins can be absent', async () => {
    const { client, emulator } = running();
    Object.assign(emulator.vault.settings, { errorStatus: 'http-200', twins: false });
    const answer = await client.as('default', 'GET', missing);
    expect(answer.status).toBe(200);
    expect(answer.json().response).toEqual({
      ...{ status: 400, message: '1007: Credential not found', error: true, error_code: 1, detail: '' },
    });
  });

  test.each([
    ['inside', '/iso/sctm/secret'],
    ['beside', '/api/sctm/secret'],
    ['beside', '/iso/coe/senha?credentialId=123'],
  ] as const)('the payload lies %s response on %s when set so', async (envelope, path) => {
    const { client, emulator } = running();
    emulator.vault.settings.envelope = envelope;
    const answer = (await client.as('default', 'GET', path)).json();
    const payload = envelope === 'inside' ? answer.response : answer;
    expect(payload?.secrets ?? payload?.credential).toBeDefined();
  });
});

describe('the gateway', () => {
  const running = eachWithEmulator();
  const noRoute = { message: 'no Route matched with those values' };

  test('knows no path without an Authorization header', async () => {
    const answer = await running().client.call('GET', '/iso/dapp/application');
    expect([answer.status, answer.json()]).toEqual([404, noRoute]);
  });

  test.each(['/iso/nothing', '/', '/iso', '/apis/pam/credential'])('does not know %s', async (path) => {
    const answer = await running().client.as('default', 'GET', path);
    expect([answer.status, answer.json()]).toEqual([404, noRoute]);
  });

  test('a module that it knows says that it has no such resource', async () => {
    const answer = await running().client.as('default', 'PATCH', '/iso/pam/credential/123');
    expect(answer.status).toBe(404);
    expect(answer.json().response).toMatchObject({ message: 'Resource sub not found', error_code: 4 });
  });

  test.each([
    ['iso', '/api'],
    ['api', '/iso'],
  ] as const)('a vault that speaks only /%s has no route for %s', async (family, other) => {
    const { client, emulator } = running();
    const headers = await client.bearer();
    emulator.vault.settings.families = [family];
    expect((await client.call('GET', `/${family}/sctm/secret`, { headers })).status).toBe(200);
    expect((await client.call('GET', `${other}/sctm/secret`, { headers })).json()).toEqual(noRoute);
    expect((await client.call('POST', `${other}/oauth2/token`)).json()).toEqual(noRoute);
  });

  test('an unknown token is refused', async () => {
    const headers = { authorization: 'Bearer unknown' };
    const answer = await running().client.call('GET', '/iso/sctm/secret', { headers });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ error: 'access_denied' });
  });
});

async function answerOf(handle: (response: ServerResponse) => void): Promise<Response> {
  const server = createServer((_request, response) => {
    handle(response);
  });
  const port = await listen(server, 0);
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    await answer.clone().arrayBuffer();
    return answer;
  } finally {
    await close(server);
  }
}

describe('giveUp', () => {
  test('answers 500 as the vendor does while nothing was sent', async () => {
    const answer = await answerOf(giveUp);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ response: { message: 'Unexpected error.', error: true } });
  });

  test('cuts an answer that had begun', async () => {
    const begun = answerOf((response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{', () => {
        giveUp(response);
      });
    });
    await expect(begun).rejects.toThrow(/terminated|fetch failed/);
  });
});
