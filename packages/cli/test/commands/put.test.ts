import fc from 'fast-check';
import { parseFieldSources } from '../../src/commands/put.js';

describe('parseFieldSources', () => {
  test('reads files and standard input', () => {
    expect(parseFieldSources(['A=@x=y', 'B=-', 'a b=@-'])).toEqual([
      { kind: 'file', name: 'A', path: 'x=y' },
      { kind: 'stdin', name: 'B' },
      { kind: 'file', name: 'a b', path: '-' },
    ]);
  });

  test('a value that was typed is refused, and never repeated', () => {
    const typed = fc.string({ minLength: 8 }).filter((text) => !/^(?:@|-$)/.test(text) && !text.includes('='));
    fc.assert(
      fc.property(typed, (value) => {
        for (const word of [`KEY=${value}`, value]) {
          let message = '';
          try {
            parseFieldSources([word]);
          } catch (error) {
            message = String(error);
          }
          expect(message).toContain('KEY=@FILE');
          expect(message.replaceAll(/KEY=\S+|standard input|command line/g, '').includes(value)).toBe(false);
        }
      }),
    );
  });

  test.each([[['A=-', 'B=-']], [['A=@x', 'A=@y']], [['=@x']], [['A=@']], [['A=']]])('%j is wrong', (words) => {
    expect(() => parseFieldSources(words)).toThrow();
  });
});
