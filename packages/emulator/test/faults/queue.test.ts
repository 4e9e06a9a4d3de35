import fc from 'fast-check';
import { makeFaultQueue, matchesPattern } from '../../src/faults/queue.js';

describe('the fault queue', () => {
  test('rules meet requests in order, so many times, after so many passes', () => {
    const queue = makeFaultQueue();
    queue.add({ match: { path: '/a' }, skip: 1, times: 2, fault: { kind: 'hang' } });
    queue.add({ fault: { kind: 'flood' } });
    const kinds = ['/a', '/b', '/a', '/a', '/a'].map((path) => queue.take('GET', path)?.kind);
    expect(kinds).toEqual(['flood', undefined, 'hang', 'hang', undefined]);
    expect(queue.pending()).toEqual([]);
  });

  test('a rule can hold for good, until it is cleared', () => {
    const queue = makeFaultQueue();
    queue.add({ match: { method: 'POST' }, times: 'always', fault: { kind: 'reset' } });
    expect([1, 2, 3].map(() => queue.take('POST', '/x')?.kind)).toEqual(['reset', 'reset', 'reset']);
    expect(queue.take('GET', '/x')).toBeUndefined();
    queue.clear();
    expect(queue.take('POST', '/x')).toBeUndefined();
  });

  test('what is no rule is refused', () => {
    expect(() => {
      makeFaultQueue().add({ fault: { kind: 'explode' } } as never);
    }).toThrow(/Expected \("status"/);
  });
});

describe('matchesPattern', () => {
  test('agrees with a regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '.'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (pattern, path) => {
        const pieces = pattern.split('*').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
        expect(matchesPattern(pattern, path)).toBe(new RegExp(`^${pieces.join('.*')}$`).test(path));
      }),
      { numRuns: 2000 },
    );
  });
});
