import { interleavedMedians, median } from '../../bench/statistics.js';
import { formatTable, judge } from '../../bench/table.js';

test.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 2, 30], 3],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test('the median of nothing is an error', () => {
  expect(() => median([])).toThrow('nothing');
});

test('contenders take turns, each first in its turn, and the first round does not count', async () => {
  const order: string[] = [];
  const contender = (name: string, samples: number[]) => () => {
    order.push(name);
    return Promise.resolve(samples.shift() ?? 0);
  };
  const medians = await interleavedMedians(
    { a: contender('a', [100, 1, 2, 3]), b: contender('b', [200, 10, 20, 30]) },
    3,
  );
  expect(medians).toEqual({ a: 2, b: 20 });
  expect(order.join('')).toBe('abbaabba');
});

test('a row is judged by the number, not by its text', () => {
  const show = (value: number) => value.toFixed(0);
  expect(judge({ what: 'x', limit: 1, value: 1.4, show })).toMatchObject({ measured: '1', verdict: 'over' });
  expect(judge({ what: 'x', limit: 1, value: 1, show }).verdict).toBe('ok');
  expect(judge({ what: 'x', limit: 1, value: Number.NaN, show }).verdict).toBe('over');
});

test('the table is even', () => {
  const row = { what: 'a', runtime: '', budget: '≤ 1', measured: '10', verdict: 'ok' as const };
  const lines = formatTable([row, { ...row, what: 'longer' }]).split('\n');
  expect(lines).toHaveLength(4);
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});
