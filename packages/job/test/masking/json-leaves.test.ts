import { escapePointer, type Leaf, visitJson } from '../../src/masking/json-leaves.js';

const visited = (text: string, most = Infinity) => {
  const leaves: Leaf[] = [];
  const found = visitJson(text, (leaf) => leaves.push(leaf) < most);
  return { found, leaves };
};
/** `/path (key) text`; a number or a word is in brackets. */
const told = (text: string, most?: number) =>
  visited(text, most).leaves.map(({ path, key, text: value, number }) =>
    number === true ? `${path} (${key}) [${value}]` : `${path} (${key}) ${value}`,
  );

test('a pointer escapes what RFC 6901 escapes', () => {
  expect(escapePointer('~a/b~1')).toBe('~0a~1b~01');
});

describe('JSON begins', () => {
  test.each([
    ['{"a":1}', 1],
    [' \t\r\n{ \t\r\n"a":1}', 1],
    ['["a"]', 1],
    ['[ \t\r\n1]', 1],
    ['[-1]', 1],
    ['[true]', 1],
    ['[false]', 1],
    ['[null]', 1],
    ['[{"a":1}]', 1],
    ['[[1,2]]', 2],
  ])('as %j does, which has %i', (text, count) => {
    const { found, leaves } = visited(text);
    expect([found, leaves.length]).toEqual([true, count]);
  });

  test.each([
    '{}',
    '{ }',
    '[[]]',
    '[]',
    'x{"a":1}',
    '{a:1}',
    '{a"b":1}',
    '[section]\n"a":1',
    '[ ]',
    '[x, "a"]',
    '"a"',
    '7',
    'true',
    '',
  ])('not as %j does', (text) => {
    expect(visited(text)).toEqual({ found: false, leaves: [] });
  });
});

describe('a name', () => {
  test('is that of the nearest object, also inside arrays', () => {
    expect(told('{"a":["x",["y"]],"b":{"c":"z"},"d":1}')).toEqual([
      ...['/a/0 (a) x', '/a/1/0 (a) y', '/b/c (c) z', '/d (d) [1]'],
    ]);
    expect(told('[["x"],"y"]')).toEqual(['/0/0 () x', '/1 () y']);
  });

  test('of nothing is one, too', () => {
    expect(told('{"":"x"}')).toEqual(['/ () x']);
  });

  test('deeper than two hundred levels is not told: the path is that of what it lies in', () => {
    for (const depth of [199, 200, 201, 250]) {
      const [leaf] = visited(`${'{"a":'.repeat(depth)}"x"${'}'.repeat(depth)}`).leaves;
      expect(leaf).toEqual({ path: '/a'.repeat(Math.min(depth, 200)), key: 'a', text: 'x', number: false });
    }
  });
});

describe('several documents, one behind the other, have their numbers in front', () => {
  test.each([
    ['{"a":1}\n{"a":2}', ['/0/a (a) [1]', '/1/a (a) [2]']],
    ['{"a":{"b":1}}{"a":2}', ['/0/a/b (b) [1]', '/1/a (a) [2]']],
    ['[1]\n[2]', ['/0/0 () [1]', '/1/0 () [2]']],
    ['{"a":1}\n"x"\n7', ['/0/a (a) [1]', '/1 () x', '/2 () [7]']],
    ['{"a":"}"}\n{"b":1}', ['/0/a (a) }', '/1/b (b) [1]']],
    ['{}\n{"b":1}', ['/1/b (b) [1]']],
  ])('%j', (text, leaves) => {
    expect(told(text)).toEqual(leaves);
  });

  test.each(['{"a":1} \r\n\t,', '{"a":1}:', '{"a":1}\n'])('but what follows in %j is none', (text) => {
    expect(told(text)).toEqual(['/a (a) [1]']);
  });

  test.each([
    ['{"a":"}{"}', ['/a (a) }{']],
    ['{"a":"\\"}","b":"{"}', ['/a (a) "}', '/b (b) {']],
    ['{"a":"]","b":[1]}', ['/a (a) ]', '/b/0 (b) [1]']],
    ['[["a"],{"b":1}]', ['/0/0 () a', '/1/b (b) [1]']],
  ])('nor are the brackets inside of %j', (text, leaves) => {
    expect(told(text)).toEqual(leaves);
  });
});

describe('what a writer by hand forgets is forgiven', () => {
  test.each([
    ['a comma too many', '{"a":1,,"b":2,}', ['/a (a) [1]', '/b (b) [2]']],
    ['the end', '{"a":["x","y"', ['/a/0 (a) x', '/a/1 (a) y']],
    ['the end of a string', '{"a":"x y', ['/a (a) x y']],
    ['an escape that JSON has not', String.raw`{"a":"\x41","b":"\\"}`, [String.raw`/a (a) \x41`, '/b (b) \\']],
    ['a backslash at the end', '{"a":"x\\', ['/a (a) x\\']],
    ['a line end in a string', '{"a":"x\ny"}', ['/a (a) x\ny']],
    ['quotes around a word', '{"a":word-1.5,"b":-1.5e+3}', ['/a (a) [word-1.5]', '/b (b) [-1.5e+3]']],
    ['spaces', '{"a":true"b":null}', ['/a (a) [true]', '/b (b) [null]']],
  ])('%s', (_, text, leaves) => {
    expect(told(text)).toEqual(leaves);
  });
});

test.each([
  ['["a","b","c"]', ['/0 () a', '/1 () b']],
  ['[1,2,3]', ['/0 () [1]', '/1 () [2]']],
])('of %j no more is told than is wanted', (text, leaves) => {
  expect(told(text, 2)).toEqual(leaves);
});
