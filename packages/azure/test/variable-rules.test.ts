import { crowding, readUnfitChoice, refusal } from '../src/variable-rules.js';

describe('what a pipeline variable can hold', () => {
  test.each(['', 'plain', 'a$b', '$(', ')$(', '100%', '##vso[a.b]', ' spaces ', '$( unfinished', '$[variables.x]'])(
    '%j',
    (text) => {
      expect(refusal(text, {}, 'linux')).toBeUndefined();
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
    expect(refusal(text, {}, 'linux')).toMatch(reason);
  });

  test('nor what would keep later tasks from starting', () => {
    expect(refusal('x'.repeat(130_000), {}, 'linux')).toBeUndefined();
    expect(refusal('x'.repeat(131_000), {}, 'linux')).toMatch(/so long/);
    // A search that begins again at each `$(` would not end within the test's time.
    expect(refusal('$('.repeat(2_000_000), {}, 'linux')).toMatch(/so long/);
    expect(refusal('é'.repeat(66_000), {}, 'linux')).toMatch(/so long/);
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
    const answer = refusal('100%', { DECODE_PERCENTS }, 'linux');
    expect(answer === undefined).toBe(reason === undefined);
    expect(answer ?? '').toContain(reason ?? '');
    expect(refusal('100', { DECODE_PERCENTS }, 'linux')).toBeUndefined();
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

const LIMIT = 128 * 1024 - 512;
const NONE = new Map<string, string>();
const named = (count: number, length: number) =>
  new Map(Array.from({ length: count }, (_, index) => [`N${index}_`.padEnd(length, 'X'), 'x']));
const lists = (secret: readonly string[], open: readonly string[] = []) => ({
  VSTS_SECRET_VARIABLES: JSON.stringify(secret),
  VSTS_PUBLIC_VARIABLES: JSON.stringify(open),
});

test('8,000 names of 19 characters are too many for the lists of names', () => {
  expect(crowding(named(8_000, 19), NONE, lists([]), 'linux')).toEqual([
    expect.stringMatching(/^With the 8000 variables and outputs .* no later task could start, the post-job part/u),
  ]);
  expect(crowding(named(5_000, 19), NONE, lists([]), 'linux')).toEqual([]);
});

test('not one byte more: names, quotes, commas, and what is there already', () => {
  const room = LIMIT - 1 - '["OLD"]'.length - 99 * (20 + 3) - 3;
  const with99 = (last: number) => new Map([...named(99, 20), ['Z'.repeat(last), 'x']]);
  expect(crowding(with99(room), NONE, lists(['OLD']), 'linux')).toEqual([]);
  expect(crowding(with99(room + 1), NONE, lists(['OLD']), 'linux')).toEqual([
    expect.stringContaining(` ${LIMIT} bytes`),
  ]);
  expect(crowding(with99(room + 1), NONE, lists([], ['OLD']), 'linux')).toHaveLength(1);
});

test('names that stand in a list already need no more room in it', () => {
  const names = named(5_000, 19);
  const before = [...names.keys()].map((name) => name.toLowerCase());
  expect(crowding(names, NONE, lists(before, before), 'linux')).toEqual([]);
  expect(crowding(names, NONE, lists(before, []), 'linux')).toEqual([]);
  expect(crowding(named(5_000, 18), NONE, lists(before), 'linux')).toHaveLength(1);
});

test('outputs count, with the name of the step before them', () => {
  expect(crowding(NONE, named(1_490, 20), lists([]), 'linux')).toEqual([]);
  expect(crowding(NONE, named(1_510, 20), lists([]), 'linux')).toHaveLength(1);
  expect(crowding(named(750, 20), named(1_400, 20), lists([]), 'linux')).toHaveLength(1);
});

test('variables and outputs together fill the environment, with SECRET_ before each', () => {
  const large = (count: number, name: string) =>
    new Map(Array.from({ length: count }, (_, index) => [`${name}${index}`, 'x'.repeat(100 * 1024)]));
  expect(crowding(large(8, 'A'), large(7, 'O'), lists([]), 'linux')).toEqual([]);
  expect(crowding(large(8, 'A'), large(8, 'O'), lists([]), 'linux')).toEqual([
    expect.stringMatching(/^The 16 variables/u),
  ]);
  const environment = { ...lists(['A0']), SECRET_A0: 'x'.repeat(100 * 1024) };
  expect(crowding(large(15, 'a'), NONE, environment, 'linux')).toEqual([]);
  expect(crowding(large(15, 'b'), NONE, environment, 'linux')).toHaveLength(1);
});

test('on Windows a variable and a list of names have 32,767 characters at most', () => {
  expect(refusal('é'.repeat(32_000), {}, 'win32')).toBeUndefined();
  expect(refusal('x'.repeat(32_767), {}, 'win32')).toMatch(/so long/);
  expect(crowding(named(1_300, 20), NONE, lists([]), 'win32')).toEqual([]);
  expect(crowding(named(1_500, 20), NONE, lists([]), 'win32')).toEqual([expect.stringContaining('with 32255 or more')]);
  expect(crowding(named(1_500, 20), NONE, lists([]), 'linux')).toEqual([]);
});

test('where nothing is exported, nothing is wrong', () => {
  expect(crowding(NONE, NONE, { VSTS_SECRET_VARIABLES: 'x'.repeat(LIMIT) }, 'linux')).toEqual([]);
});

test('lists that can not be read count with their length', () => {
  expect(crowding(named(100, 20), NONE, { VSTS_SECRET_VARIABLES: 'x'.repeat(LIMIT - 2_000) }, 'linux')).toHaveLength(1);
});
