import { parse } from 'dotenv';
import fc from 'fast-check';
import { assignmentsOf } from '../../src/dotenv/assignments.js';

describe('assignmentsOf', () => {
  test('tells the value, the rest of its line and its place', () => {
    expect(assignmentsOf('\r\nexport A=x#y\r\nB="1\n2" # no')).toEqual([
      { name: 'A', raw: 'x', rest: '#y', start: 1, end: 13 },
      { name: 'B', raw: '"1\n2"', rest: ' # no', start: 14, end: 26 },
    ]);
  });

  test('finds what the library finds', () => {
    const part = fc.constantFrom('A', 'B', '=', ': ', "'", '"', '`', '#', ' ', '\n', '\r\n', '\\', 'export ', 'x');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 24 }), (parts) => {
        const text = parts.join('');
        expect(new Set(assignmentsOf(text).map(({ name }) => name))).toEqual(new Set(Object.keys(parse(text))));
      }),
      { numRuns: 500 },
    );
  });
});
