import { isTraced } from '../src/bring.js';

test.each(['1', 't', 'T', 'true', 'TRUE', 'True', ' true '])('%p is on', (value) => {
  expect(isTraced({ CI_DEBUG_TRACE: value })).toBe(true);
});

test.each([undefined, '', '0', 'false', 'no', 'tRUE'])('%p is off', (value) => {
  expect(isTraced({ CI_DEBUG_TRACE: value })).toBe(false);
});
