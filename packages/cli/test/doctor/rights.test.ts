import { APIError, AuthenticationError } from '@senhasegura-action/core/internal';
import { rightsFindings } from '../../src/doctor/rights.js';

const where = (status: number) => ({ method: 'GET', path: '/x', status });
const denied = new APIError('Give it the permission.', where(403));
const failing = new APIError('The vault has a fault.', where(500));
const inactive = new AuthenticationError('Activate it.', where(401));
const answers = (dsm: unknown, pam: unknown, mysafe: unknown) =>
  Object.entries({ dsm, pam, mysafe }).map(([module, came]) =>
    typeof came === 'string' ? { module, found: came } : { module, error: came },
  );
const told = (...[dsm, pam, mysafe]: readonly unknown[]) =>
  rightsFindings(answers(dsm, pam, mysafe)).map(({ status, check }) => `${status} ${check}`);

describe('rightsFindings', () => {
  test('an authorization that the vault does not accept is a failure of the authentication alone', () => {
    expect(rightsFindings(answers(inactive, inactive, inactive))).toMatchObject([
      { status: 'fail', check: 'authentication', advice: 'Activate it.', exit: 3 },
    ]);
    expect(told(denied, denied, inactive)).toEqual(['fail authentication']);
  });

  test('MySafe is left out where the authorization is for something else', () => {
    expect(told('1 secret', denied, denied)).toEqual(['ok rights dsm', 'warn rights pam', 'skip rights mysafe']);
    expect(told('1 secret', '0 credentials', inactive)).toContain('skip rights mysafe');
    expect(told('1 secret', '0 credentials', failing)).toContain('warn rights mysafe');
  });

  test('an authorization of MySafe alone is a good one, and nothing at all is a failure', () => {
    expect(told(inactive, denied, '0 items')).toEqual(['warn rights dsm', 'warn rights pam', 'ok rights mysafe']);
    expect(told(denied, denied, denied).at(-1)).toBe('fail rights');
  });
});
