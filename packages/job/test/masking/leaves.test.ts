import { type LeafOfField, visitLeaves } from '../../src/masking/leaves.js';

const leavesOf = (text: string) => {
  const leaves: LeafOfField[] = [];
  return { ...visitLeaves(text, (leaf) => leaves.push(leaf)), leaves };
};

describe('paths', () => {
  test.each([
    ['{"a":{"b/c":["x",{"~":1}]}}', ['/a/b~1c/0', '/a/b~1c/1/~0']],
    ['{"a":"{\\"b\\":\\"c\\"}"}', ['/a', '/a/b']],
    ['{"a":1}\n{"a":2}', ['/0/a', '/1/a']],
    ['[section]\na = x\n[other]\nb = y', ['/section/a', '/other/b']],
    ['a:\n  b:\n  - c: 1\n    d: 2\n  - c: 3\ne: 4', ['/a/b/0/c', '/a/b/0/d', '/a/b/1/c', '/e']],
    ['machine h login u password p', ['/h/login', '/h/password']],
  ])('of %j', (text, paths) => {
    expect(leavesOf(text).leaves.map(({ path }) => path)).toEqual(paths);
  });
});

/** `field /path (key) text` */
const told = (text: string) =>
  leavesOf(text).leaves.map(({ field, path, key, text: value }) => `${field} ${path} (${key}) ${value}`);

describe('what lies inside a leaf has its field, and the path that goes on from there', () => {
  test.each([
    ['{"a":"{\\"b\\":\\"c\\"}","d":"e"}', ['0 /a (a) {"b":"c"}', '0 /a/b (b) c', '1 /d (d) e']],
    ['{"a":"[\\"b\\"]"}', ['0 /a (a) ["b"]', '0 /a/0 (a) b']],
    ['{"a":"B_C=d\\nE=f"}', ['0 /a (a) B_C=d\nE=f', '0 /a/B_C (B_C) d', '0 /a/E (E) f']],
    ['{"url":"x://u:p@h"}', ['0 /url (url) x://u:p@h', '0 /url/password (password) p']],
    ['URL=x://u:p@h', ['0 /URL (URL) x://u:p@h', '0 /URL/password (password) p']],
    ['{"auth":"dTpw"}', ['0 /auth (auth) dTpw', '0 /auth/password (password) p']],
    ['{"a":"\\ufeff{\\"b\\":\\"c\\"}"}', ['0 /a (a) \ufeff{"b":"c"}', '0 /a/b (b) c']],
    ['{"a":7}', ['0 /a (a) 7']],
  ])('in %j', (text, leaves) => {
    expect(told(text)).toEqual(leaves);
  });

  test('JSON in JSON, six times', () => {
    let text = '"word"';
    for (let depth = 0; depth < 9; depth += 1) text = JSON.stringify({ a: text.startsWith('{') ? text : 'word' });
    expect(leavesOf(text).leaves.map(({ path }) => path)).toEqual(
      Array.from({ length: 7 }, (_, index) => '/a'.repeat(index + 1)),
    );
  });

  test('and is looked for in a megabyte, not in more', () => {
    const inside = (length: number) => JSON.stringify({ a: `{"b":"${'x'.repeat(length - 8)}"}` });
    expect(leavesOf(inside(1024 * 1024)).leaves).toHaveLength(2);
    expect(leavesOf(inside(1024 * 1024 + 1)).leaves).toHaveLength(1);
  });
});

describe('a document', () => {
  test.each([
    ['"{\\"a\\":\\"b\\"}"', ['0 /a (a) b']],
    [' "\\"{\\\\\\"a\\\\\\":1}\\"" ', ['0 /a (a) 1']],
    ['\ufeff{"a":"b"}', ['0 /a (a) b']],
    ['\ufeff"{\\"a\\":\\"b\\"}"', ['0 /a (a) b']],
    ['"a=b', []],
    ['"', []],
    ['"a\\x"', []],
    ['some words', []],
  ])('%j is read without its byte order mark and its quotes', (text, leaves) => {
    expect(told(text)).toEqual(leaves);
  });
});

describe('how many fields there are', () => {
  test.each([
    ['{"a":1,"b":{"c":2}}', 2],
    ['{"a":"{\\"b\\":1,\\"c\\":2}"}', 1],
    ['x://u:p@h', 0],
    ['a=1\nb=some\nwords\nc=2', 3],
    ['some words', 0],
  ])('in %j: %i', (text, fields) => {
    expect(visitLeaves(text, () => undefined)).toEqual({ fields, cut: false });
  });

  test('a URL alone has no field, and its password is of the first', () => {
    expect(told('x://u:p@h?token=t')).toEqual(['0 /password (password) p', '0 /token (token) t']);
  });
});
