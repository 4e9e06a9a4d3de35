import fc from 'fast-check';
import { readTokenAnswer } from '../../src/auth/token-request.js';
import { APIError } from '../../src/errors/senhasegura-error.js';
import { NumberText, type JsonValue } from '../../src/values/json-value.js';

const call = { method: 'POST', path: '/iso/oauth2/token' };
const good = { token_type: 'Bearer', expires_in: 3600, access_token: 'fake-token' };
const readWith = (changes: Record<string, JsonValue>) =>
  readTokenAnswer({ ...good, ...changes }, call, () => undefined);

test.each([
  [3600, 3_600_000],
  ['3600', 3_600_000],
  [new NumberText('86400.0'), 86_400_000],
  [null, 3_600_000],
  ['', 3_600_000],
  [0, 1000],
  [new NumberText('99999999999999'), 366 * 86_400_000],
])('expires_in %j is %d ms', (expires_in, lifetime) => {
  expect(readWith({ expires_in })).toEqual({ token: 'fake-token', lifetime });
});

test.each([
  ['access_token', null],
  ['access_token', ''],
  ['access_token', 7],
  ['access_token', 'hush hush'],
  ['access_token', 'hush\r\nx: 1'],
  ['token_type', 'mac'],
  ['token_type', null],
  ['expires_in', 'hush'],
  ['expires_in', -1],
  ['expires_in', true],
])('a wrong %s, %j, is an error that does not quote it', (name, value) => {
  const attempt = () => readWith({ [name]: value });
  expect(attempt).toThrow(APIError);
  expect(attempt).toThrow(`\`${name}\``);
  expect(attempt).not.toThrow(/hush/);
});

test('a token is masked before it is judged, and none that is kept can break a header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (access_token) => {
      const secrets: string[] = [];
      try {
        const { token } = readTokenAnswer({ ...good, access_token }, call, (value) => secrets.push(value));
        new Headers({ authorization: `Bearer ${token}` });
        return !/\s/.test(token) && secrets[0] === token;
      } catch (error) {
        return error instanceof APIError && secrets[0] === access_token;
      }
    }),
  );
});
