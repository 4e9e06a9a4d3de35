import fc from 'fast-check';
import { readKeyValuePairs } from './key-value-file.js';

const read = (text: string) => [...readKeyValuePairs(text)];

describe('readKeyValuePairs', () => {
  test.each([
    ['NAME=value\n', [['NAME', 'value']]],
    ['NAME=value', [['NAME', 'value']]],
    ['A=1\n\nB=2\n', [['A', '1'], ['B', '2']]], // prettier-ignore
    ['A=b=c<<d\n', [['A', 'b=c<<d']]],
    ['A=carriage\r\n', [['A', 'carriage\r']]],
    ['=no name\n', [['', 'no name']]],
    ['A<<EOF\none\ntwo\nEOF\n', [['A', 'one\ntwo']]],
    ['A<<EOF\nlast delimiter without newline\nEOF', [['A', 'last delimiter without newline']]],
    ['A<<EOF\nEOF\n', [['A', '']]],
    ['A<<EOF\n\nEOF\n', [['A', '']]],
    ['A<<EOF\n\n\nEOF\n', [['A', '\n']]],
    ['A<<EOF\n\none\n\nEOF\n', [['A', '\none\n']]],
    ['A<<EOF\none\r\nEOF\n', [['A', 'one\r']]],
    ['A<<EOF\n EOF\nEOF\n', [['A', ' EOF']]],
    ['A<<=\nx\n=\n', [['A', 'x']]],
    ['A<<B<<C\nx\nB<<C\n', [['A', 'x']]],
  ])('reads %j', (text, pairs) => {
    expect(read(text)).toEqual(pairs);
  });

  test.each([
    ['just text\n', "Invalid format 'just text'"],
    ['<<EOF\nx\nEOF\n', 'Name must not be empty and delimiter must not be empty'],
    ['A<<\nx\n', 'Name must not be empty and delimiter must not be empty'],
    ['A<<EOF\nx\n', "Matching delimiter not found 'EOF'"],
    ['A<<EOF\nx', 'EOF marker missing new line'],
    ['A<<EOF\nx\nEOF \n', "Matching delimiter not found 'EOF'"],
    ['A<<EOF\nx\nEOF\r\n', "Matching delimiter not found 'EOF'"],
  ])('refuses %j', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  test('pairs before a wrong line are in force', () => {
    const seen: string[] = [];
    expect(() => {
      for (const [name] of readKeyValuePairs('A=1\nB=2\nwrong\nC=3\n')) {
        seen.push(name);
      }
    }).toThrow('wrong');
    expect(seen).toEqual(['A', 'B']);
  });

  test('a value in a heredoc comes back unchanged, whatever it holds', () => {
    const name = fc.stringMatching(/^[A-Za-z_]\w{0,20}$/u);
    const value = fc.string({ unit: fc.constantFrom('\n', '\r', '=', '<<', 'EOF', ' ', '%0A', 'a', '"', '😀') });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
        const text = pairs.map(([key, content]) => `${key}<<delimiter\n${content}\ndelimiter\n`).join('');
        expect(read(text)).toEqual(pairs);
      }),
    );
  });

  test('agrees with a reading line by line', () => {
    const piece = fc.constantFrom('A', 'EOF', '<<', '=', '\n', '\n', '\r', ' ', 'A<<EOF\n', '\nEOF');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
        (text) => {
          expect(outcome(() => read(text))).toEqual(outcome(() => readByLines(text)));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

const outcome = (run: () => readonly (readonly [string, string])[]) => {
  try {
    return run();
  } catch {
    return 'refused';
  }
};

/** Another way to the same: all lines at once, the delimiter looked up among those that follow. */
function readByLines(text: string): [string, string][] {
  const lines = text.split('\n');
  const unfinished = lines.pop() ?? '';
  const all = unfinished === '' ? lines : [...lines, unfinished];
  const pairs: [string, string][] = [];
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at] ?? '';
    const plain = /^((?:(?!<<)[^=])*)=([^]*)$/u.exec(line);
    const heredoc = /^((?:(?!<<)[^=])+)<<([^]+)$/u.exec(line);
    if (plain !== null) {
      pairs.push([plain[1] ?? '', plain[2] ?? '']);
    } else if (heredoc !== null) {
      const close = all.indexOf(heredoc[2] ?? '', at + 1);
      if (close < 0) {
        throw new Error('no delimiter');
      }
      pairs.push([heredoc[1] ?? '', all.slice(at + 1, close).join('\n')]);
      at = close;
    } else if (line !== '') {
      throw new Error('wrong line');
    }
  }
  return pairs;
}
