import { summaryLines } from '../src/summary-lines.js';

test('a Markdown table becomes a group of plain lines', () => {
  const markdown = [
    '### Secrets from senhasegura',
    '',
    '| Name | Source | Sink | Masked |',
    '| --- | --- | --- | --- |',
    '| <code>DB</code> | <code>dsm:a&lt;b&gt;&amp;lt;#c&#124;&#96;</code> | <code>environment</code> | yes |',
    '',
    'They are taken back when the job ends.',
    '',
  ].join('\n');
  expect(summaryLines(markdown)).toBe(
    [
      '##[group]Secrets from senhasegura',
      '| Name | Source | Sink | Masked |',
      '| DB | dsm:a<b>&lt;#c|` | environment | yes |',
      'They are taken back when the job ends.',
      '##[endgroup]',
      '',
    ].join('\n'),
  );
});

test('a name from the vault forms no command', () => {
  expect(summaryLines('### T\n| <code>#</code><code>#vso[task.complete result=Failed]</code> |')).toBe(
    '##[group]T\n| ## vso[task.complete result=Failed] |\n##[endgroup]\n',
  );
});
