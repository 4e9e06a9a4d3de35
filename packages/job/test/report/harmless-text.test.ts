import { printable } from '../../src/report/harmless-text.js';

test('what steers a terminal or hides is shown as a question mark', () => {
  expect(printable('a\u001b[31mb\rc\u2028d\u202ee\u0000f\ud800g\u0085')).toBe('a?[31mb?c?d?e?f?g?');
});

test('lines, tabs and every script stay', () => {
  expect(printable('one\n\ttwo ção 密码 🔑 %25 |')).toBe('one\n\ttwo ção 密码 🔑 %25 |');
});
