import fc from 'fast-check';
import { parseBoolean, parseChoice, parseNames, parseWholeNumber } from '../../src/values/reading.js';

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
