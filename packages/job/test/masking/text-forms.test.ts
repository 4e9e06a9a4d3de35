import fc from 'fast-check';
import {
  isPlain,
  MARKUP_SPELLINGS,
  percentDecoded,
  type Spelling,
  TEXT_SPELLINGS,
} from '../../src/masking/text-forms.js';

const spellings = (ways: readonly Spelling[], text: string): ReadonlySet<string> =>
  new Set(
    ways
      .filter(({ changes }) => changes.test(text))
      .flatMap(({ write, vary = (written: string) => written }) => [write(text), vary(write(text))]),
  );
const { raw } = String;

describe('in JSON', () => {
  /** Those that are no percent-encoding. */
  const json = (text: string) => new Set([...spellings(TEXT_SPELLINGS, text)].filter((each) => !each.includes('%')));

  test.each<[string, Readonly<Record<string, string>>]>([
    ['a"b\\c', { JSON: raw`a\"b\\c`, 'JSON in JSON': raw`a\\\"b\\\\c` }],
    ['a\nb\tc\x01d', { JSON: raw`a\nb\tc\u0001d`, 'JSON in JSON': raw`a\\nb\\tc\\u0001d` }],
    [
      'é日🔑=',
      { 'Python: json.dumps': raw`\u00e9\u65e5\ud83d\udd11=`, 'the same twice': raw`\\u00e9\\u65e5\\ud83d\\udd11=` },
    ],
    [
      '"é/<',
      {
        JSON: raw`\"é/<`,
        'Python: json.dumps': raw`\"\u00e9/<`,
        'PHP: json_encode, unescaped Unicode': raw`\"é\/<`,
        'PHP: json_encode': raw`\"\u00e9\/<`,
        'Go: json.Marshal': raw`\"é/\u003c`,
        'JSON in JSON': raw`\\\"é/<`,
        'both in ASCII': raw`\\\"\\u00e9/<`,
        'the outer in ASCII': raw`\\\"\u00e9/<`,
      },
    ],
    [
      `<a>&'b\u2028c\u2029`,
      {
        'Python: json.dumps': raw`<a>&'b\u2028c\u2029`,
        'the same twice': raw`<a>&'b\\u2028c\\u2029`,
        'Go: json.Marshal': raw`\u003ca\u003e\u0026'b\u2028c\u2029`,
        'PowerShell, Ruby on Rails': raw`\u003ca\u003e\u0026\u0027b\u2028c\u2029`,
      },
    ],
    ['a\ud800b', { JSON: raw`a\ud800b`, 'JSON in JSON': raw`a\\ud800b` }],
    ['a/b c', { PHP: raw`a\/b c` }],
    [`it's`, { 'PowerShell, Ruby on Rails': raw`it\u0027s` }],
  ])('%j has each spelling of a writer, and no other', (text, printed) => {
    const unchanged = [text, text.replaceAll(' ', '+')];
    expect(new Set([...json(text)].filter((each) => !unchanged.includes(each)))).toEqual(
      new Set(Object.values(printed)),
    );
  });
});

describe('percent-encoded', () => {
  const percent = (text: string) => new Set([...spellings(TEXT_SPELLINGS, text)].filter((each) => each.includes('%')));
  const ASCII = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');

  test('every sign of ASCII is written as each writer writes it', () => {
    const letters = ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'] as const;
    const [upper, lower] = letters;
    const written = {
      'Python: quote, safe=""': `%20%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40${upper}%5B%5C%5D%5E_%60${lower}%7B%7C%7D~`,
      'Python: quote': `%20%21%22%23%24%25%26%27%28%29%2A%2B%2C-./0123456789%3A%3B%3C%3D%3E%3F%40${upper}%5B%5C%5D%5E_%60${lower}%7B%7C%7D~`,
      encodeURIComponent: encodeURIComponent(ASCII),
      encodeURI: encodeURI(ASCII),
      "URL: password's setter": `%20!%22%23$%&'()*+,-.%2F0123456789%3A%3B%3C%3D%3E%3F%40${upper}%5B%5C%5D%5E_%60${lower}%7B%7C%7D~`,
      'Go: UserPassword': `%20%21%22%23$%25&%27%28%29%2A+,-.%2F0123456789%3A;%3C=%3E%3F%40${upper}%5B%5C%5D%5E_%60${lower}%7B%7C%7D~`,
      'Go: PathEscape': `%20%21%22%23$%25&%27%28%29%2A+%2C-.%2F0123456789:%3B%3C=%3E%3F@${upper}%5B%5C%5D%5E_%60${lower}%7B%7C%7D~`,
      URLSearchParams: new URLSearchParams([['', ASCII]]).toString().slice(1),
      'Python: quote_plus, Go: QueryEscape': `+%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40${upper}%5B%5C%5D%5E_%60${lower}%7B%7C%7D~`,
    };
    const all = Object.values(written).flatMap((text) => [
      text,
      text.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    ]);
    // The others leave its space as it is.
    expect(new Set([...percent(ASCII)].filter((each) => !each.startsWith(' ')))).toEqual(new Set(all));
  });

  test('other characters are their bytes in UTF-8, in either case, and what is no character is U+FFFD', () => {
    expect(percent('é🔑\n')).toEqual(new Set(['%C3%A9%F0%9F%94%91%0A', '%c3%a9%f0%9f%94%91%0a']));
    expect(percent('a\ud800')).toEqual(new Set(['a%EF%BF%BD', 'a%ef%bf%bd']));
  });

  test('a space is a plus in forms, and more of them are as many', () => {
    expect(spellings(TEXT_SPELLINGS, 'a  b')).toEqual(new Set(['a%20%20b', 'a++b']));
  });

  test('reads back as it was, and what is no such encoding is itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = text.replaceAll(/[%+]/g, '-');
        for (const each of percent(plain)) expect(percentDecoded(each.replaceAll('+', ' '))).toBe(plain);
      }),
    );
    expect(['%C3%A9', '%zz', 'a+b', '%C3'].map(percentDecoded)).toEqual(['é', '%zz', 'a+b', '%C3']);
  });
});

describe('in XML and HTML', () => {
  const QUOTES = [
    ['"', "'"],
    ['&quot;', "'"],
    ['&quot;', '&apos;'],
    ['&quot;', '&#39;'],
    ['&quot;', '&#x27;'],
    ['&#34;', '&#39;'],
  ] as const;

  test('signs of markup are entities, and quotes one of six pairs', () => {
    const expected = QUOTES.map(([double, single]) => `&lt;a&gt;&amp;amp; ${double}it${single}s${double}`);
    expect(spellings(MARKUP_SPELLINGS, `<a>&amp; "it's"`)).toEqual(new Set(expected));
  });

  test.each([
    ['é🔑', ['&#233;&#128273;']],
    ['<é', ['&lt;é', '&lt;&#233;']],
    ['a\tb\nc\rd', ['a&#9;b&#10;c&#13;d']],
    ['a\ud800', ['a&#55296;']],
    ['plain, text', []],
  ])('%j becomes %j', (text, expected) => {
    expect(spellings(MARKUP_SPELLINGS, text)).toEqual(new Set(expected));
  });
});

test.each([
  ['aZ09._-', true],
  ['', true],
  ['a b', false],
  ['a\n', false],
  ['é', false],
  ['a/b', false],
  [' a', false],
])('%j is plain: %j', (text, expected) => {
  expect(isPlain(text)).toBe(expected);
  if (expected) expect(spellings([...TEXT_SPELLINGS, ...MARKUP_SPELLINGS], text)).toEqual(new Set());
});
