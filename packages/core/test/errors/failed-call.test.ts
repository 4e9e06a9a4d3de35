import { adviceOn, failedCall, type FailureReason } from '../../src/errors/failed-call.js';
import { meaningOfCode, moduleOf } from '../../src/errors/vault-codes.js';

const failure = (status: number, vaultCode?: number, reason: FailureReason = 'other') => ({
  status,
  vaultCode,
  reason,
});
const PAM = '/iso/pam/credential/7';
const MYSAFE = '/api/mysafe/password/7';

test.each([4, 1001, 1004, 1005, 1007, 1009, 1011, 1013, 1014, 1015, 1016, 1017, 1018, 1023, 1024, 1026, 1042, 1045])(
  'code %d of PAM has a meaning and an advice of its own',
  (code) => {
    expect(meaningOfCode(code, PAM)?.meaning).toMatch(/^\S.*[^.]$/);
    expect(adviceOn(failure(200, code), PAM)).toBe(meaningOfCode(code, PAM)?.advice);
    expect(adviceOn(failure(200, code), PAM)).toMatch(/^[A-Z].*\.$/);
  },
);

test.each([
  [1005, 'the IP address is missing', 'item not found'],
  [1009, 'no access to the credential', 'the item is inactive'],
  [1006, undefined, 'the user has no access to the item'],
])('code %d means one thing in PAM and another in MySafe', (code, pam, mysafe) => {
  expect(meaningOfCode(code, PAM)?.meaning).toBe(pam);
  expect(meaningOfCode(code, MYSAFE)?.meaning).toBe(mysafe);
});

test('MySafe is known by its path, below any prefix', () => {
  expect(
    ['/api/mysafe', '/vault/api/mysafe/note/1', '/iso/pam/mysafety', '/iso/dapp/application'].map(moduleOf),
  ).toEqual(['mysafe', 'mysafe', 'pam', 'pam']);
});

test.each([
  [400, 'slips'],
  [401, 'does not accept the token'],
  [403, 'lacks the permission'],
  [404, 'does not have it'],
  [429, 'too many requests'],
  [500, 'has a fault'],
  [599, 'has a fault'],
  [418, 'refuses'],
  [200, 'without a code'],
])('status %d has an advice', (status, words) => {
  expect(adviceOn(failure(status), PAM)).toContain(words);
});

test('the code tells more than the status, and a known reason more than either', () => {
  expect(adviceOn(failure(403, 1009), PAM)).toContain('Give the authorization access');
  expect(adviceOn(failure(403, 1009, 'address-not-allowed'), PAM)).toContain('allowed IPs');
});

test('a path is shown without its query, on one line, and not endless', () => {
  const { message } = failedCall(failure(404), { method: 'GET', path: `/iso/a\nb${'c'.repeat(500)}?hush=1` });
  expect(message).toMatch(/^GET \/iso\/a_bc+\.\.\. failed/);
  expect(message).not.toMatch(/hush|\n/);
  expect(message.length).toBeLessThan(500);
});
