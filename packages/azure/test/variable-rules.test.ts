import { readUnfitChoice, refusal } from '../src/variable-rules.js';

describe('what a pipeline variable can hold', () => {
  test.each(['', 'plain', 'a$b', '$(', ')$(', '100%', '##vso[a.b]', ' spaces ', '$( unfinished', '$[variables.x]'])(
    '%j',
    (text) => {
      expect(refusal(text, {})).toBeUndefined();
    },
  );

  test.each([
    ['one\ntwo', /several lines/],
    ['one\r', /several lines/],
    ['a$(NAME)b', /\$\(\.\.\.\)/],
    ['$(a)', /\$\(\.\.\.\)/],
    ['$(x y) z)', /\$\(\.\.\.\)/],
    ['a\0b', /zero byte/],
  ])('not %j', (text, reason) => {
    expect(refusal(text, {})).toMatch(reason);
  });

  test('nor what would keep later tasks from starting', () => {
    expect(refusal('x'.repeat(130_000), {})).toBeUndefined();
    expect(refusal('x'.repeat(131_000), {})).toMatch(/so long/);
    expect(refusal('é'.repeat(66_000), {})).toMatch(/so long/);
  });

  test.each([
    ['true', undefined],
    ['1', undefined],
    ['$true', undefined],
    ['', undefined],
    ['false', 'DECODE_PERCENTS'],
    ['0', 'DECODE_PERCENTS'],
    ['yes', 'DECODE_PERCENTS'],
  ])('percent signs while DECODE_PERCENTS is %j', (DECODE_PERCENTS, reason) => {
    const answer = refusal('100%', { DECODE_PERCENTS });
    expect(answer === undefined).toBe(reason === undefined);
    expect(answer ?? '').toContain(reason ?? '');
    expect(refusal('100', { DECODE_PERCENTS })).toBeUndefined();
  });
});

describe('the input multilineSecrets', () => {
  test('is file where nothing is given', () => {
    expect(readUnfitChoice({})).toEqual({ ok: 'file' });
    expect(readUnfitChoice({ INPUT_MULTILINESECRETS: '' })).toEqual({ ok: 'file' });
  });

  test.each(['file', 'base64', 'error'])('can be %s', (choice) => {
    expect(readUnfitChoice({ INPUT_MULTILINESECRETS: choice })).toEqual({ ok: choice });
  });

  test('is nothing else', () => {
    expect(readUnfitChoice({ INPUT_MULTILINESECRETS: 'Files' })).toEqual({
      problem: 'input multilineSecrets: is "Files", but only file, base64, error are possible',
    });
  });
});
