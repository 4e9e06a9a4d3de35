import { evaluateCondition } from './condition.js';
import { inputVariable, resolveInputs } from './step-environment.js';

test.each([
  ['client-id', 'INPUT_CLIENT-ID'],
  ['two words here', 'INPUT_TWO_WORDS_HERE'],
])('the input %j is in %s', (name, variable) => {
  expect(inputVariable(name)).toBe(variable);
});

test('inputs have their defaults where the workflow gives nothing, names without case', () => {
  const { inputs, unexpected } = resolveInputs(new Map([['url', ''], ['Timeout', '30']]), { timeout: '5', other: 'x' }); // prettier-ignore
  expect(Object.fromEntries(inputs)).toEqual({ url: '', timeout: '5', other: 'x' });
  expect(unexpected).toEqual(['other']);
});

test.each([
  ['always()', [true, true, true]],
  ['success()', [true, false, false]],
  ['failure()', [false, true, false]],
  ['cancelled()', [false, false, true]],
  ['! cancelled()', [true, true, false]],
] as const)('%s after success, failure and cancel', (expression, expected) => {
  const statuses = ['success', 'failure', 'cancelled'] as const;
  expect(statuses.map((status) => evaluateCondition(expression, status))).toEqual(expected);
});

test('an unknown condition is an error', () => {
  expect(() => evaluateCondition("github.ref == 'x'", 'success')).toThrow('cannot evaluate');
});
