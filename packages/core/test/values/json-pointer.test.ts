import fc from 'fast-check';
import { evaluatePointer, parsePointer } from '../../src/values/json-pointer.js';

/** The document of RFC 6901 section 5. */
const RFC = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

describe('evaluatePointer', () => {
  test.each([
    ['', RFC],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('finds %j as RFC 6901 section 5 has it', (pointer, found) => {
    expect(evaluatePointer(RFC, pointer)).toEqual({ found });
  });

  test.each(['/foo/00', '/foo/01', '/foo/2', '/foo/-', '/foo/-0', '/foo/1e0', '/foo/ 1', '/foo/length', '/foo/'])(
    'an array has nothing at %s',
    (pointer) => {
      expect(evaluatePointer(RFC, pointer)).toBeUndefined();
    },
  );

  test.each([
    '/toString',
    '/constructor/name',
    '/__proto__',
    '/foo/0/length',
    '/foo/0/0',
    '/a~1b/toFixed',
    'foo',
    '/~',
  ])('nothing that the document does not own lies at %s', (pointer) => {
    expect(evaluatePointer(RFC, pointer)).toBeUndefined();
  });

  test('finds null, and an own property that is called __proto__', () => {
    expect(evaluatePointer(JSON.parse('{"a":null}'), '/a')).toEqual({ found: null });
    expect(evaluatePointer(JSON.parse('{"__proto__":{"b":1}}'), '/__proto__/b')).toEqual({ found: 1 });
  });

  test('does not walk into what a parser wrapped', () => {
    class Wrapped {
      readonly value = '1';
    }
    expect(evaluatePointer({ a: new Wrapped() }, '/a/value')).toBeUndefined();
  });

  test('finds each node of any document under the names that lead to it', () => {
    const escape = (name: string) => Array.from(name, (c) => (c === '~' ? '~0' : c === '/' ? '~1' : c)).join('');
    const paths = (node: unknown, at: string): [string, unknown][] => [
      [at, node],
      ...(typeof node === 'object' && node !== null
        ? Object.entries(node).flatMap(([name, child]) => paths(child, `${at}/${escape(name)}`))
        : []),
    ];
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const document: unknown = JSON.parse(JSON.stringify(value));
        for (const [pointer, node] of paths(document, ''))
          expect(evaluatePointer(document, pointer)).toEqual({ found: node });
      }),
    );
  });
});

describe('parsePointer', () => {
  test.each(['a', '#/a', ' /a', '/~', '/~2', '/a~', '/~~0'])('refuses %j', (pointer) => {
    expect(parsePointer(pointer)).toBeUndefined();
  });

  test('unescapes ~01 to ~1', () => {
    expect(parsePointer('/~01/~10')).toEqual(['~1', '/0']);
  });
});
