import { failureIn, objectAt, wordsOf } from '../../src/http/judge-answer.js';
import { type JsonObject, NumberText } from '../../src/values/json-value.js';

const reasonOf = (top: JsonObject, status = 400) => failureIn(status, top)?.reason;
const codeOf = (top: JsonObject) => failureIn(500, top)?.vaultCode;
const statusOf = (top: JsonObject, status = 200) => failureIn(status, top)?.status;

describe('the status', () => {
  test.each([
    [199, 199],
    [200, undefined],
    [299, undefined],
    [300, 300],
  ])('%i of HTTP is good below 300 and from 200 on', (status, failing) => {
    expect(statusOf({}, status)).toBe(failing);
  });

  test.each([
    [{ response: { status: 404 } }, 404],
    [{ response: { status: ' 404 ' } }, 404],
    [{ code: '403' }, 403],
    [{ response: { status: 500 }, code: 403 }, 500],
    [{ response: { status: 0 }, code: 0 }, undefined],
    [{ response: { status: 1_000_000 } }, undefined],
    [{ response: { status: 404.5 } }, undefined],
    [{ response: { status: '404 not found' } }, undefined],
    [{ response: { status: 'HTTP 404' } }, undefined],
    [{ response: { status: -1 } }, undefined],
    [{ response: [404] }, undefined],
    [{ response: { status: [404] } }, undefined],
    [{ response: { status: null }, code: 404 }, 404],
    [{ status: 404 }, undefined],
  ])('inside %j counts where it is a whole number: %j', (top, failing) => {
    expect(statusOf(top)).toBe(failing);
  });

  test('of HTTP comes first, and stays where the words alone fail', () => {
    expect(statusOf({ response: { status: 404 } }, 502)).toBe(502);
    expect(statusOf({ response: { status: 201, error: true } }, 202)).toBe(202);
  });
});

describe("the vault's code", () => {
  test.each([
    [{ exception: { message: '1007: not found', code: 5 }, response: { message: '9: x', error_code: 1 } }, 1007],
    [{ exception: { message: ' 1007 : not found' } }, 1007],
    [{ exception: { code: '1015' }, response: { message: '9: x' } }, 1015],
    [{ response: { message: '1011: x', mensagem: '9: y' } }, 1011],
    [{ response: { mensagem: '1012: y', error_code: 9 } }, 1012],
    [{ response: { error_code: 1013, cod_erro: 9 } }, 1013],
    [{ response: { cod_erro: '1014' } }, 1014],
    [{ exception: { code: 0 }, response: { error_code: 4 } }, 4],
    [{ response: { message: 'after 1007: x' } }, undefined],
    [{ response: { message: '1007 not found' } }, undefined],
    [{ response: { message: '1234567: x' } }, undefined],
    [{ response: { error_code: 0 } }, undefined],
    [{}, undefined],
  ])('in %j is %j', (top, code) => {
    expect(codeOf(top)).toBe(code);
  });
});

describe('an answer fails', () => {
  test.each([
    { exception: { code: 1007 } },
    { exception: { message: 'x' } },
    { response: { error: true } },
    { response: { erro: true } },
    { error: 'x' },
    { erro: 1 },
    { response: { error: new NumberText('12345678901234567890') } },
    { response: { error: [] } },
    { response: { error: ' yes ' } },
    { response: { error: 'no problem' } },
    { response: { error: 'nothing' } },
    { response: { error: 'a0' } },
    { response: { error_code: 1 } },
    { response: { cod_erro: '1' } },
  ])('by %j', (top: JsonObject) => {
    expect(failureIn(200, top)).toBeDefined();
  });

  test.each([
    {},
    { exception: { code: 0, message: '' } },
    { response: { error: false, erro: null } },
    { response: { error: ' No ', erro: 'Nao' } },
    { response: { error: 'não', erro: '0' } },
    { response: { error: 'FALSE' } },
    // With a flag that says no, the code is about something else.
    { response: { error: false, error_code: 7, cod_erro: 7 } },
    { error: false, response: { error_code: 7 } },
    { response: { error_code: 0, cod_erro: '' } },
  ])('not by %j', (top: JsonObject) => {
    expect(failureIn(200, top)).toBeUndefined();
  });
});

describe('the reason', () => {
  test.each(['message', 'error', 'error_description'])('is looked for in %s', (name) => {
    expect(reasonOf({ [name]: 'Inactive Authorization' })).toBe('inactive-authorization');
  });

  test.each([
    ['response', 'message'],
    ['response', 'mensagem'],
    ['response', 'detail'],
    ['exception', 'message'],
    ['exception', 'detail'],
  ])('and in %s, %s', (part, name) => {
    expect(reasonOf({ [part]: { [name]: 'Autorização inativa' } })).toBe('inactive-authorization');
    expect(reasonOf({ [part]: { [name]: 'autorizacao inativa' } })).toBe('inactive-authorization');
  });

  test('never in words that two places make up together', () => {
    expect(reasonOf({ message: 'inactive', error: ' authorization' })).toBe('other');
    expect(reasonOf({ message: 'inactive', error: 'authorization' })).toBe('other');
  });

  test.each([
    ['invalid_client', 'invalid-client'],
    ['unauthorized_client', 'invalid-client'],
    ['invalid_request', 'invalid-request'],
    ['invalid_token', 'invalid-token'],
    ['invalid_grant', 'oauth'],
    ['access_denied', 'oauth'],
    ['unsupported_grant_type', 'oauth'],
    ['invalid_scope', 'oauth'],
    [' invalid_client ', 'invalid-client'],
    ['an invalid_client', 'other'],
  ])('of the OAuth error %j is %s (RFC 6749 section 5.2, RFC 6750 section 3.1)', (error, reason) => {
    expect(reasonOf({ error })).toBe(reason);
  });

  test('is a route that is not there by the word of the gateway, but with 401 it may be a token that is not sent on', () => {
    const top = { message: 'No route matched with those values' };
    expect([reasonOf(top, 404), reasonOf(top, 401)]).toEqual(['no-such-route', 'other']);
  });

  test.each<[JsonObject, number, string]>([
    [{ response: { error_code: 4 } }, 404, 'no-such-route'],
    [{ response: { error_code: 4 } }, 400, 'other'],
    [{ response: { error_code: 5 } }, 404, 'other'],
    [{ message: 'Resource sub not found' }, 404, 'no-such-route'],
    [{ message: 'the RESOURCE /a/b not found.' }, 404, 'no-such-route'],
    [{ message: 'Resource sub not found' }, 400, 'other'],
    [{ message: 'Resources sub not founded' }, 404, 'other'],
    [{ message: 'Resource a b not found' }, 404, 'other'],
    [{ message: `Resource ${'x'.repeat(101)} not found` }, 404, 'other'],
  ])('or of the framework: %j with %i is %s', (top, status, reason) => {
    expect(reasonOf(top, status)).toBe(reason);
  });

  test.each<[string, number, string]>([
    ['IP 10.1.2.3 not allowed', 401, 'address-not-allowed'],
    ['Your ip is not allowed', 403, 'address-not-allowed'],
    ['IP nao permitido', 403, 'address-not-allowed'],
    ['IP não permitido', 403, 'address-not-allowed'],
    ['ip denied', 403, 'address-not-allowed'],
    ['ip forbidden', 403, 'address-not-allowed'],
    ['ip blocked', 403, 'address-not-allowed'],
    ['IP 10.1.2.3 not allowed', 400, 'other'],
    ['the ship is not allowed', 403, 'other'],
    ['tip not', 403, 'other'],
    ['ip notable', 403, 'other'],
    [`ip ${'x'.repeat(60)} not allowed`, 403, 'other'],
  ])('or an address: %j with %i is %s', (message, status, reason) => {
    expect(reasonOf({ response: { message } }, status)).toBe(reason);
  });
});

test.each<[JsonObject, boolean]>([
  [{ response: { x: 1 } }, true],
  [{ exception: { x: 1 } }, true],
  [{ response: {}, exception: {} }, false],
  [{ message: 'x' }, false],
])('a failure knows whether it came in the envelope of a vault: %j, %j', (top, inEnvelope) => {
  expect(failureIn(500, top)?.inEnvelope).toBe(inEnvelope);
});

test('what is no object, or comes from a prototype, is an empty one', () => {
  expect(objectAt({ a: { b: 1 } }, 'a')).toEqual({ b: 1 });
  for (const name of ['a', 'toString', '__proto__']) expect(objectAt({ a: [1] }, name)).toEqual({});
});

test('of a text the first 500 characters are looked at', () => {
  expect(wordsOf('x'.repeat(501))).toBe('x'.repeat(500));
  expect(wordsOf(7)).toBe('');
});
