import {
  InactiveAuthorizationError,
  NoSuchRouteError,
  APIError,
  AuthenticationError,
} from '../../src/errors/senhasegura-error.js';
import { judgeAnswer, readEnvelope } from '../../src/http/envelope.js';
import { failureOf } from './support/client.js';

const call = { method: 'GET', path: '/iso/pam/credential/7?hush=1' };
const good = {
  status: 200,
  message: 'fine',
  error: false,
  error_code: 0,
  detail: '',
  mensagem: 'bom',
  erro: false,
  cod_erro: 0,
};

const readAll = (body: unknown, status = 200) =>
  readEnvelope({ status, body: typeof body === 'string' ? body : JSON.stringify(body) }, call);
const failure = (body: unknown, status = 200) => failureOf(readAll(body, status));

describe('a payload', () => {
  test('is found beside and inside `response`, without the words about the call', async () => {
    const payload = await readAll({
      code: 200,
      response: { ...good, inside: 1, both: 'in' },
      exception: null,
      beside: [2],
      both: 'out',
    });
    expect({ ...payload }).toEqual({ inside: 1, beside: [2], both: 'out' });
  });

  test('needs no `response`: OAuth answers have none', async () => {
    expect({ ...(await readAll({ token_type: 'bearer', expires_in: 3600 })) }).toEqual({
      token_type: 'bearer',
      expires_in: 3600,
    });
  });

  test.each([
    { response: { status: '200', error: '0', erro: '', cod_erro: '0' } },
    { response: { status: 201, error: 0 } },
    { response: { status: null, error: null, error_code: null } },
    { response: { error: 'false', erro: 'não' } },
    { response: {}, exception: {} },
    { response: {}, exception: { code: 0, message: '' } },
    { response: {}, exception: [] },
    {},
  ])('good in the form %j', async (body) => {
    expect({ ...(await readAll({ ...body, id: '7' })) }).toEqual({ id: '7' });
  });

  test('may be nothing at all where the status says so', async () => {
    expect({ ...(await readAll('', 204)) }).toEqual({});
  });

  test('has no prototype: hostile names are names', async () => {
    const payload = await readAll('{"response":{"constructor":1},"__proto__":{"polluted":true}}');
    expect(Object.keys(payload).sort()).toEqual(['__proto__', 'constructor']);
    expect((payload as { polluted?: unknown }).polluted).toBeUndefined();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('a failure', () => {
  test.each([
    ['error with HTTP 200', { response: { status: 200, error: true, error_code: 1007 } }, 200, 1007],
    ['the Portuguese twins', { response: { erro: '1', cod_erro: '1009' } }, 200, 1009],
    ['a status inside that differs', { response: { status: 404, error: false } }, 404, undefined],
    ['a status inside as text', { response: { status: '500' } }, 500, undefined],
    ['a code on top', { code: 403, response: {} }, 403, undefined],
    ['an exception', { response: good, exception: { code: 1015, message: 'x', detail: null } }, 200, 1015],
    [
      'the number before the colon',
      { response: { status: 404, error: true }, exception: { code: 5, message: '1007: hush' } },
      404,
      1007,
    ],
    ['the number in the message', { response: { error: true, message: '1011: hush' } }, 200, 1011],
    ['a code alone', { response: { error_code: 1026 } }, 200, 1026],
    ['a flag nobody knows', { response: { error: 'perhaps' } }, 200, undefined],
    ['a flag that is an object', { response: { error: {} } }, 200, undefined],
  ])('by %s', async (_, body, status, vaultCode) => {
    const error = await failure(body);
    expect(error).toMatchObject({ code: 'APIError', status, vaultCode, method: 'GET', path: '/iso/pam/credential/7' });
    expect(error.message).not.toContain('hush');
  });

  test('says where, what, and what to do', async () => {
    const error = await failure(
      { response: { status: 404, error: true }, exception: { code: 1007, message: '1007: Credential not found' } },
      404,
    );
    expect(error.message).toMatch(
      /^GET \/iso\/pam\/credential\/7 failed: status 404, vault code 1007 \(credential not found\)\. Check the id/,
    );
  });

  test.each([
    ['the gateway', { message: 'no Route matched with those values' }, 404],
    [
      'the framework',
      { response: { status: 404, error: true, error_code: 4, message: 'Resource sub not found' } },
      404,
    ],
    ['the framework inside a 200', { response: { status: 404, error: true, error_code: 4 } }, 200],
    ['a page', '<html>Not Found</html>', 404],
    ['nothing', '', 404],
  ])('is no such route by the word of %s', async (_, body, status) => {
    const error = await failure(body, status);
    expect(error).toBeInstanceOf(NoSuchRouteError);
    expect(error.message).toContain('no such route');
  });

  test('is not taken for a missing route when an item is missing', async () => {
    const error = await failure(
      { response: { status: 404, error: true }, exception: { code: 1007, message: '1007: Resource hush not found' } },
      404,
    );
    expect(error).toBeInstanceOf(APIError);
    expect(
      (await failure({ response: { status: 404, error: true, message: 'Not found' } }, 404)) instanceof
        NoSuchRouteError,
    ).toBe(false);
  });

  test.each([
    ['401', { response: { status: 401, error: true } }, 401, 'does not accept the token'],
    ['401 inside a 200', { response: { status: 401, error: true } }, 200, 'does not accept the token'],
    ['invalid_client', { error: 'invalid_client', message: 'hush' }, 401, '`client-id` and `client-secret`'],
    ['invalid_client with 400', { error: 'invalid_client', error_description: 'hush' }, 400, '`client-id`'],
    [
      'an IP address',
      { response: { status: 403, error: true, message: 'IP 10.1.2.3 not allowed' } },
      403,
      'allowed IPs',
    ],
    [
      'a Portuguese IP address',
      { response: { status: 401, erro: true, mensagem: 'IP hush não permitido' } },
      401,
      'allowed IPs',
    ],
  ])('of authentication: %s', async (_, body, status, advice) => {
    const error = await failure(body, status);
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error.message).toContain(advice);
    expect(error.message).not.toMatch(/hush|10\.1\.2\.3/);
  });

  test('of an inactive authorization can be told from others', async () => {
    const error = await failure({ response: { status: 401, message: 'Inactive authorization', error: true } }, 401);
    expect(error).toBeInstanceOf(InactiveAuthorizationError);
  });

  test.each([
    ['a page with 200', '<!DOCTYPE html><p>hush', 200, 'not JSON'],
    ['JSON cut short', '{"response":{"status":200},"credential":{"password":"hush', 200, 'not JSON'],
    ['a list', '["hush"]', 200, 'unknown form'],
    ['a text', '"hush"', 200, 'unknown form'],
    ['a number', '1.5', 200, 'unknown form'],
    ['nothing', ' \n', 200, 'empty'],
    ['a page of a broken gateway', '<h1>502 hush</h1>', 502, 'has a fault'],
    [
      'a page of nginx on client certificates',
      '<center>No required SSL certificate was sent</center>',
      400,
      '`client-certificate`',
    ],
    ['a page of nginx on TLS', 'The plain HTTP request was sent to HTTPS port', 400, 'write `https`'],
  ])('is what is no answer of a vault: %s', async (_, body, status, words) => {
    const error = await failure(body, status);
    expect(error).toMatchObject({ code: 'APIError', status, vaultCode: undefined });
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('hush');
  });

  test('ends with what came of repeating it', async () => {
    const error = await failureOf(readEnvelope({ status: 503, body: '', note: 'It was tried 4 times.' }, call));
    expect(error.message).toMatch(/ It was tried 4 times\.$/);
  });
});

describe('an answer without an envelope', () => {
  const CERTIFICATE = '<center>No required SSL certificate was sent</center>';
  test.each([
    [400, CERTIFICATE, 'client-certificate'],
    [400, '<title>400 The SSL certificate error</title>', 'client-certificate'],
    [400, "You're speaking plain HTTP to an SSL-enabled server port.", 'plain-http'],
    // What a page says counts where servers say it: with status 400, and at its beginning.
    [502, CERTIFICATE, 'other'],
    [400, `${' '.repeat(2000)}${CERTIFICATE}`, 'other'],
    [400, `${' '.repeat(1900)}${CERTIFICATE}`, 'client-certificate'],
    [400, '<p>', 'other'],
    [400, '', 'other'],
    [399, '<p>', 'not-json'],
    [404, '[]', 'no-such-route'],
    [200, '[]', 'not-an-object'],
    [200, '', 'empty'],
    [200, `${'{"a":'.repeat(101)}1${'}'.repeat(101)}`, 'beyond-bounds'],
  ])('%i with %j is a failure: %s', async (status, body, reason) => {
    expect(await judgeAnswer({ status, body })).toEqual({
      kind: 'failure',
      failure: { status, vaultCode: undefined, reason },
    });
  });

  test('is told from one that has a failure in it', async () => {
    expect(await judgeAnswer({ status: 200, body: '{"response":{"error":true}}' })).toMatchObject({ kind: 'failure' });
  });
});
