import { fail, findingsText, hasFailed, ok, skip, warn } from '../../src/doctor/finding.js';

test('a finding is a line, with advice where there is something to do', () => {
  const findings = [ok('dns', 'known'), warn('clock', 'late\u001b', 'Set it.'), fail('tls', 'none', 'Look.', 5)];
  expect(findingsText([skip('rights', 'not for it')])).toBe('skip  rights          not for it\n');
  expect(findingsText(findings)).toBe(
    [
      'ok    dns             known',
      'warn  clock           late?',
      '                      Set it.',
      'fail  tls             none',
      '                      Look.',
      '',
    ].join('\n'),
  );
  expect([hasFailed(findings), hasFailed(findings.slice(0, 2))]).toEqual([true, false]);
});
