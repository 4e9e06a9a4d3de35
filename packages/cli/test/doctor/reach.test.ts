import { isLeftOut } from '../../src/doctor/reach.js';

const VAULT = new URL('https://vault.example.com');

test.each([
  ['', false],
  ['*', true],
  ['vault.example.com', true],
  ['VAULT.example.com', true],
  ['example.com', true],
  ['.example.com', true],
  ['*.example.com', true],
  ['other.com, example.com', true],
  ['other.com example.com', true],
  ['ample.com', false],
  ['vault', false],
  ['vault.example.com:443', true],
  ['vault.example.com:8443', false],
])('NO_PROXY=%s', (noProxy, expected) => {
  expect(isLeftOut(VAULT, noProxy)).toBe(expected);
});
