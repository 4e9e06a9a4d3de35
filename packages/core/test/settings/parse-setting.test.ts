import fc from 'fast-check';
import {
  parseBoolean,
  parseChoice,
  parseNames,
  parseVaultUrl,
  parseWholeNumber,
} from '../../src/settings/parse-setting.js';

describe('parseBoolean', () => {
  test.each(['true', 'True', 'TRUE'])('%s is true', (text) => {
    expect(parseBoolean(text)).toEqual({ ok: true });
  });

  test.each(['false', 'False', 'FALSE'])('%s is false', (text) => {
    expect(parseBoolean(text)).toEqual({ ok: false });
  });

  test.each(['yes', 'no', '1', '0', 'tRUE', 'on', ' true', 'truefalse'])('%j is neither', (text) => {
    expect(parseBoolean(text)).toHaveProperty('problem');
  });
});

describe('parseWholeNumber', () => {
  test('reads what a number writes, and nothing else in range', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(5000).map(String), fc.string(), fc.double().map(String)), (text) => {
        const parsed = parseWholeNumber(text, 1, 3600);
        const plain = /^0*([1-9][0-9]*)$/.exec(text);
        const expected = plain?.[1] === undefined || text.length > 9 ? undefined : Number.parseInt(plain[1], 10);
        if (expected !== undefined && expected <= 3600) expect(parsed).toEqual({ ok: expected });
        else expect(parsed).toHaveProperty('problem');
      }),
    );
  });

  test('quotes a long text in part only', () => {
    const parsed = parseWholeNumber('9'.repeat(5000), 1, 2);
    expect('problem' in parsed && parsed.problem.length).toBeLessThan(250);
  });
});

test('parseChoice names the choices', () => {
  expect(parseChoice('iso', ['iso', 'api'])).toEqual({ ok: 'iso' });
  expect(parseChoice('ISO', ['iso', 'api'])).toEqual({ problem: expect.stringContaining('iso, api') as string });
});

test('parseNames takes commas, spaces and lines', () => {
  expect(parseNames('PATH, GIT_DIR\nHOME')).toEqual({ ok: new Set(['PATH', 'GIT_DIR', 'HOME']) });
  expect(parseNames('A=B')).toHaveProperty('problem');
});

describe('parseVaultUrl', () => {
  const hrefOf = (text: string): string => {
    const parsed = parseVaultUrl(text);
    return 'ok' in parsed ? parsed.ok.href : `problem: ${parsed.problem}`;
  };

  test.each([
    ['https://vault.example.com', 'https://vault.example.com/'],
    ['https://vault.example.com/', 'https://vault.example.com/'],
    ['https://vault.example.com:8443/senhasegura/', 'https://vault.example.com:8443/senhasegura'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['http://127.0.0.1', 'http://127.0.0.1/'],
    ['http://127.1', 'http://127.0.0.1/'],
    ['http://[::1]:99/x', 'http://[::1]:99/x'],
  ])('%s', (text, href) => {
    expect(hrefOf(text)).toBe(href);
  });

  test.each([
    ['http://vault.example.com', 'use https'],
    ['http://127.0.0.1.example.com', 'use https'],
    ['http://localhost.example.com', 'use https'],
    ['ftp://vault.example.com', 'only https'],
    ['vault.example.com', 'https://vault.example.com'],
    ['https://user:word@vault.example.com', 'credentials in their own settings'],
    ['https://vault.example.com?x=1', 'query'],
    ['https://vault.example.com#x', 'fragment'],
  ])('%s is refused', (text, advice) => {
    expect(hrefOf(text)).toContain(advice);
  });

  test('a password in the address is not repeated', () => {
    expect(hrefOf('https://user:plainly-fake@vault.example.com')).not.toContain('plainly-fake');
  });
});
