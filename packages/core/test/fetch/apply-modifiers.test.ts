import fc from 'fast-check';
import { applyModifiers } from '../../src/fetch/apply-modifiers.js';

const NONE = { optional: false, nomask: false, base64: false };
const json = (value: string, pointer: string) => applyModifiers(value, { ...NONE, json: pointer });
const encode = (text: string | Uint8Array) => Buffer.from(text).toString('base64');

describe('applyModifiers', () => {
  test('without base64 and json a value stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), fc.boolean(), (value, optional, nomask) => {
        expect(applyModifiers(value, { ...NONE, optional, nomask })).toEqual({ ok: value });
      }),
    );
  });

  test('base64 gives text where the bytes are UTF-8, byte for byte, and bytes where they are not', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('\ufeffx\r\n')), (text) => {
        expect(applyModifiers(encode(text), { ...NONE, base64: true })).toEqual({ ok: text });
      }),
    );
    const binary = Uint8Array.from([0xff, 0, 0xed, 0xa0, 0x80]);
    const read = applyModifiers(encode(binary), { ...NONE, base64: true });
    expect('ok' in read && typeof read.ok !== 'string' && [...read.ok]).toEqual([...binary]);
  });

  test('as=base64 encodes what the other modifiers came to: base64 and as=base64 give the bytes back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const value = Buffer.from(bytes).toString('base64url');
        const read = applyModifiers(value, { ...NONE, base64: true, as: 'base64' });
        expect(read).toEqual({ ok: Buffer.from(bytes).toString('base64') });
      }),
    );
    expect(applyModifiers('{"a":"\u00fc"}', { ...NONE, json: '/a', as: 'base64' })).toEqual({ ok: 'w7w=' });
    expect(applyModifiers('\ud800', { ...NONE, as: 'base64' })).toHaveProperty('problem');
  });

  test('json reads after base64', () => {
    const value = encode('{"client":{"secret":"fake"}}');
    expect(applyModifiers(value, { ...NONE, base64: true, json: '/client/secret' })).toEqual({ ok: 'fake' });
  });

  test.each([
    ['{"a":"x\\ny"}', '/a', 'x\ny'],
    ['{"a":""}', '/a', ''],
    ['{"a":12345678901234567890.10}', '/a', '12345678901234567890.10'],
    ['{"a":1E+2}', '/a', '1E+2'],
    ['{"a":-0}', '/a', '-0'],
    ['{"a":true}', '/a', 'true'],
    ['{"a":false}', '/a', 'false'],
    ['{"a": {"b": [1.0, "é"], "c": null} }', '/a', '{"b":[1.0,"é"],"c":null}'],
    ['{"a": []}', '/a', '[]'],
    ['"x"', '', 'x'],
    [' 1.50 ', '', '1.50'],
    ['{"a":1,"a":2}', '/a', '2'],
    ['{"__proto__":{"b":"own"}}', '/__proto__/b', 'own'],
    ['{"a":{"value":"x"}}', '/a/value', 'x'],
  ])('of %s at %j it takes %j', (value, pointer, text) => {
    expect(json(value, pointer)).toEqual({ ok: text });
  });

  test.each([
    ['{"a":null}', '/a'],
    ['{"a":1}', '/b'],
    ['{"a":1}', '/a/value'],
    ['{"a":1}', '/toString'],
    ['null', ''],
    ['[1]', '/1'],
  ])('in %s nothing lies at %j', (value, pointer) => {
    const result = json(value, pointer);
    expect(result).toMatchObject({ missing: true });
    expect('problem' in result && result.problem).toContain(`"${pointer}"`);
  });

  test('a value that can not be read is a problem that does not quote it', () => {
    const secret = 'fake-secret-0815';
    const results = [
      json(secret, '/a'),
      json(`{"a":"${secret}"`, '/a'),
      json(`{"${secret}":${secret}}`, '/a'),
      json('['.repeat(1_000_000), '/a'),
      applyModifiers(`${secret}!`, { ...NONE, base64: true }),
      applyModifiers(encode(Uint8Array.from([255, 254])), { ...NONE, base64: true, json: '/a' }),
    ];
    for (const result of results) {
      expect(result).toMatchObject({ missing: false });
      expect(JSON.stringify(result)).not.toContain(secret);
    }
  });

  test('a document of any depth is read or is a problem', () => {
    for (const depth of [100, 1_000, 2_000, 3_000, 4_000, 5_000, 7_000, 10_000, 100_000]) {
      const inner = `${'['.repeat(depth)}${']'.repeat(depth)}`;
      const result = json(`{"a":${inner}}`, '/a');
      expect('ok' in result ? result.ok : result.missing).toBe('ok' in result ? inner : false);
    }
    expect(json(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`, '/a')).toHaveProperty('ok');
  });

  test('takes out of any document what JSON.parse finds there', () => {
    const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.boolean(), fc.integer());
    const name = fc.string({ unit: 'binary' }).filter((text) => !/[~/]/.test(text));
    fc.assert(
      fc.property(fc.dictionary(name, fc.array(leaf)), (value) => {
        const text = JSON.stringify(value);
        const document = JSON.parse(text) as Record<string, unknown[]>;
        for (const [key, list] of Object.entries(document)) {
          list.forEach((each, index) => {
            expect(json(text, `/${key}/${index}`)).toEqual({ ok: String(each) });
          });
        }
      }),
    );
  });
});
