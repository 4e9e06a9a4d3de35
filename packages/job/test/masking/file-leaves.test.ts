import { linesOf, visitFile } from '../../src/masking/file-leaves.js';
import type { Leaf } from '../../src/masking/json-leaves.js';

/** `/path (key) text`; a line that goes on has `...` in front. */
function told(text: string, most = Infinity): readonly string[] {
  const leaves: Leaf[] = [];
  visitFile(text, (leaf) => leaves.push(leaf) < most);
  return leaves.map(({ path, key, text: value, goesOn }) => `${goesOn === true ? '...' : ''}${path} (${key}) ${value}`);
}

test.each([
  ['', ['']],
  ['a', ['a']],
  ['a\nb', ['a', 'b']],
  ['a\r\nb\rc\n', ['a', 'b', 'c', '']],
  ['\n\r\n\r', ['', '', '', '']],
])('the lines of %j are %j', (text, lines) => {
  expect([...linesOf(text)]).toEqual(lines);
});

describe('an assignment', () => {
  /** Between two others, so that the text is a file. */
  const within = (line: string) => told(`first=1\n${line}\nlast=2`).slice(1, -1);

  test.each([
    ['NAME=value', ['/NAME (NAME) value']],
    ['NAME = value ', ['/NAME (NAME) value']],
    ['  NAME=value', ['/NAME (NAME) value']],
    ['export NAME=value', ['/NAME (NAME) value']],
    ['set NAME=value', ['/NAME (NAME) value']],
    ['setx  NAME=value', ['/NAME (NAME) value']],
    ['declare -x NAME="value"', ['/NAME (NAME) value']],
    ['$env:NAME = "value"', ['/$env:NAME ($env:NAME) value']],
    ['spring.data-source/url_1@x~=value', ['/spring.data-source~1url_1@x~0 (spring.data-source/url_1@x~) value']],
    [
      '//registry.example.com/:_authToken=value',
      ['/~1~1registry.example.com~1:_authToken (//registry.example.com/:_authToken) value'],
    ],
    ['"quoted name"=value', []],
    ['"name"=value', ['/name (name) value']],
    ["'name': value", ['/name (name) value']],
    ['name: value', ['/name (name) value']],
    ['name: a=b', ['/name (name) a=b']],
    ['name=a: b', ['/name (name) a: b']],
    ['name:value=x', ['/name:value (name:value) x']],
    ['contraseña=válue', ['/contraseña (contraseña) válue']],
    [`${'n'.repeat(200)}=value`, [`/${'n'.repeat(200)} (${'n'.repeat(200)}) value`]],
  ])('%j', (line, leaves) => {
    expect(within(line).filter((leaf) => !leaf.startsWith('...'))).toEqual(leaves);
  });

  test.each([
    ['a="b"', 'b'],
    ["a='b'", 'b'],
    ['a="b",', 'b'],
    ['a="b";', 'b'],
    ['a="b" # of the test', 'b'],
    ['a="b" c', 'b" c'],
    ['a="b', 'b'],
    ["a='b", 'b'],
    ['a=b"', 'b"'],
    ['a="it\'s"', "it's"],
    ["a='it''s'", "it's"],
    ["a='b\\\"c'", 'b\\"c'],
    ['a="b\\"c"', 'b"c'],
    ['a="\\\\ \\$ \\` \\n"', '\\ $ ` \\n'],
    ['a=b # of the test', 'b'],
    ['a=b  #of the test', 'b'],
    ['a=b#c', 'b#c'],
    ['a="b #c', 'b #c'],
    ['a=b;', 'b;'],
    ['a="b #c" # d', 'b #c'],
  ])('the value of %j is %j', (line, value) => {
    expect(within(line)).toEqual([`/a (a) ${value}`]);
  });
});

describe('lines that say nothing', () => {
  test.each(['', '  ', '# a=b', '; a=b', '! a=b', '// a=b', '---', '...'])('%j', (line) => {
    expect(told(`a=1\n${line}\nb=2`)).toEqual(['/a (a) 1', '/b (b) 2']);
  });

  test('are not those that begin like one', () => {
    expect(told('a=1\n//b=2\n--c=3\n#')).toEqual(['/a (a) 1', '/~1~1b (//b) 2', '/--c (--c) 3']);
  });
});

describe('what lies below another', () => {
  test.each([
    ['[s t]\na=1\n[u]\nb=2', ['/s t/a (a) 1', '/u/b (b) 2']],
    ['[s]\n  a=1\nb=2', ['/s/a (a) 1', '/s/b (b) 2']],
    ['[["s"]]\na=1\nb=2\nc=3', ['/a (a) 1', '/b (b) 2', '/c (c) 3']],
    ['a:\n  b: 1\n  c:\n    d: 2\n  e: 3\nf: 4', ['/a/b (b) 1', '/a/c/d (d) 2', '/a/e (e) 3', '/f (f) 4']],
    ['a:\nb: 1\nc: 2', ['/b (b) 1', '/c (c) 2']],
    ['a/b:\n  ~c: 1\nd: 2', ['/a~1b/~0c (~c) 1', '/d (d) 2']],
    ['a:\n- 1\n- 2\nb: 3', ['/a/0 (a) 1', '/a/1 (a) 2', '/b (b) 3']],
    ['a:\n  - x: 1\n    y: 2\n  - x: 3\nb: 4', ['/a/0/x (x) 1', '/a/0/y (y) 2', '/a/1/x (x) 3', '/b (b) 4']],
    ['- x: 1\n- x: 2', ['/0/x (x) 1', '/1/x (x) 2']],
    ['- a\n- "b"\n- c # d', ['/0 () a', '/1 () b', '/2 () c']],
    ['a:\n  - - 1\n    - 2\nb: 3', ['/a/0 (a) - 1', '/a/0/0 (a) 2', '/b (b) 3']],
    ['a:\n  - b:\n    - 1\n    - 2\n  - c: 3', ['/a/0/b/0 (b) 1', '/a/0/b/1 (b) 2', '/a/1/c (c) 3']],
    ['a:\n-   x: 1\n    y: 2\nb: 3', ['/a/0/x (x) 1', '/a/0/y (y) 2', '/b (b) 3']],
  ])('in %j', (text, leaves) => {
    expect(told(text)).toEqual(leaves);
  });
});

describe('a line that goes on with the one before', () => {
  test.each([
    [
      'a: |\n  some words\n\n  more words\nb: 1\nc: 2',
      ['.../a (a) some words', '.../a (a) more words', '/b (b) 1', '/c (c) 2'],
      '/a (a) |',
    ],
    ['a="some words\nmore words",\nb=1', ['/a (a) some words', '.../a (a) more words', '/b (b) 1'], ''],
    ["a='some words\nmore words';\nb=1", ['/a (a) some words', '.../a (a) more words', '/b (b) 1'], ''],
    ['- some words\n  more words\n- b', ['/0 () some words', '.../0 () more words', '/1 () b'], ''],
    ['a=1\nqX7/kk91zzPq0\nb=2', ['/a (a) 1', '/b (b) 2'], ''],
  ])('is told with it in %j, where it looks ordinary', (text, leaves, besides) => {
    expect(told(text).filter((leaf) => leaf !== besides)).toEqual(leaves);
  });

  test('is nothing where there is none', () => {
    expect(told('some words\na=1\nb=2')).toEqual(['/a (a) 1', '/b (b) 2']);
  });
});

describe('a text is a file of assignments', () => {
  test.each([
    ['a=1\nb=2\nsome\nwords', 4],
    ['some words\nPASSWORD=x', 0],
    ['a=1\nsome words\nmore words', 0],
    ['a=1\nb=2\nsome\nmore\nwords', 0],
    ['a=1\nsome words', 0],
    ['a=1\n', 0],
    ['\na=1\n# b', 1],
    ['DB_PASSWORD=x', 1],
    ['  DB_PASSWORD=x\n', 1],
    ['password: x', 1],
    ['a=1', 0],
    ['ab=1', 0],
    ['abc=1', 1],
    ['qX7kk91zzPq0=x', 0],
    ['PASSWORD=', 0],
    ['PASSWORD==', 0],
    ['PASSWORD===', 1],
    ['PASSWORD', 0],
    ['', 0],
  ])('%j: %i leaves', (text, count) => {
    expect(told(text)).toHaveLength(count);
  });
});

describe('a netrc', () => {
  test.each([
    ['machine h login u password p', ['/h/login (login) u', '/h/password (password) p']],
    [
      '  machine h\n  login u\n\taccount a\n  password "p"\n',
      ['/h/login (login) u', '/h/account (account) a', '/h/password (password) p'],
    ],
    [
      'machine a login b password c machine d/e password f',
      ['/a/login (login) b', '/a/password (password) c', '/d~1e/password (password) f'],
    ],
    ['default login anonymous password x@y', ['/default/login (login) anonymous', '/default/password (password) x@y']],
    ['machine h port 1 login u', ['/h/login (login) u']],
    ['machine h login', []],
    ['machine h macdef login password p', ['/h/login (login) password']],
  ])('%j', (text, leaves) => {
    expect(told(text)).toEqual(leaves);
  });

  test.each(['the machine h login u password p', 'machinery login u password p', 'defaults login u password p'])(
    'is not %j',
    (text) => {
      expect(told(text)).toEqual([]);
    },
  );
});

test.each([
  ['a=1\nb=2\nc=3', ['/a (a) 1', '/b (b) 2']],
  ['machine h login u password p account a', ['/h/login (login) u', '/h/password (password) p']],
])('of %j no more is told than is wanted', (text, leaves) => {
  expect(told(text, 2)).toEqual(leaves);
});
