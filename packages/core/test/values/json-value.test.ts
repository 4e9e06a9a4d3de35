import fc from 'fast-check';
import {
  isBeyondBounds,
  isJsonObject,
  NumberText,
  readJson,
  textOfNumber,
  type JsonValue,
} from '../../src/values/json-value.js';

function textAt(value: JsonValue | undefined, name: string): string | undefined {
  const number = isJsonObject(value) ? value[name] : undefined;
  return typeof number === 'number' || number instanceof NumberText ? textOfNumber(number) : undefined;
}

describe('readJson', () => {
  test('keeps the text of every number', async () => {
    const digits = fc.stringMatching(/^[0-9]{1,40}$/);
    const whole = fc.oneof(fc.constant('0'), fc.stringMatching(/^[1-9][0-9]{0,39}$/));
    const fraction = fc.option(digits.map((text) => `.${text}`)).map((text) => text ?? '');
    const exponent = fc.option(fc.stringMatching(/^[eE][+-]?[0-9]{1,4}$/)).map((text) => text ?? '');
    const number = fc.tuple(fc.constantFrom('', '-'), whole, fraction, exponent).map((parts) => parts.join(''));
    const space = fc.constantFrom('', ' ', '\n\t');
    await fc.assert(
      fc.asyncProperty(number, space, async (text, gap) => {
        expect(textAt(await readJson(`{"a":${gap}${text}${gap}}`), 'a')).toBe(text);
        const list = await readJson(`[${gap}1,${gap}${text}]`);
        expect(textAt({ a: (list as JsonValue[])[1] ?? null }, 'a')).toBe(text);
      }),
      {
        examples: [
          ['-0', ''],
          ['9007199254740993', ''],
          ['1e5', ' '],
        ],
      },
    );
  });

  test('reads all else as JSON.parse does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ noUnicodeString: false }), async (value) => {
        const simple = JSON.stringify(value, (_, inner: unknown) =>
          typeof inner === 'number' ? Math.trunc(inner) % 1e9 || 0 : inner,
        );
        expect(await readJson(simple)).toEqual(JSON.parse(simple));
        const withDelicate = `{"delicate":1.50,"rest":${simple}}`;
        expect(await readJson(withDelicate)).toEqual({
          delicate: new NumberText('1.50'),
          rest: JSON.parse(simple) as unknown,
        });
      }),
    );
  });

  test('of a name that comes twice the last counts, on both ways', async () => {
    expect(await readJson('{"a":1,"a":2}')).toEqual({ a: 2 });
    expect(await readJson('{"a":1.10,"a":2.20}')).toEqual({ a: new NumberText('2.20') });
  });

  test('a name like __proto__ is a name, on both ways', async () => {
    for (const text of ['{"__proto__":{"x":1}}', '{"__proto__":{"x":1.50}}']) {
      const value = await readJson(text);
      expect(Object.keys(value as object)).toEqual(['__proto__']);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    }
  });

  test.each(['', '{', '{"a":', '{"a":1.5', "{'a':1}", '<html>', '01', '{"a":1.}', 'undefined', '{"a":NaN}'])(
    '%j is not JSON',
    async (text) => {
      expect(await readJson(text)).toBeUndefined();
    },
  );

  test('a bottomless nesting is no JSON that can be used, and no crash', async () => {
    const deep = `{"a":1.50,"b":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(await readJson(deep)).toBeUndefined();
  });
});

describe('bounds', () => {
  const nested = (levels: number, inner = '1') => '['.repeat(levels) + inner + ']'.repeat(levels);
  const leaves = (count: number) => `[${Array.from({ length: count }, () => '1').join(',')}]`;

  test.each([
    ['a hundred levels', nested(100), false],
    ['one more', nested(101), true],
    ['200,000 levels of objects', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`, true],
    ['a megabyte of brackets', '['.repeat(1 << 20), true],
    ['a million values', leaves(1_000_000), false],
    ['one more', leaves(1_000_001), true],
    [
      'brackets and commas in strings',
      JSON.stringify([`${'['.repeat(200)}"\\${','.repeat(1_000_001)}`, '\\"[']),
      false,
    ],
    ['a string without an end', `["${'['.repeat(200)}`, false],
    ['a backslash at the end', '["\\', false],
  ])('%s', async (_, text, beyond) => {
    expect(isBeyondBounds(text)).toBe(beyond);
    if (beyond) expect(await readJson(text)).toBeUndefined();
  });

  test('what JSON.parse reads within the bounds is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 20 }), async (text) => {
        expect(isBeyondBounds(text)).toBe(false);
        expect(await readJson(text)).not.toBeUndefined();
      }),
    );
  });
});
