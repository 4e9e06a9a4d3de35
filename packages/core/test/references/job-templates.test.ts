import { coveredPlaceholder, parseTemplateLine } from '../../src/references/job-templates.js';
import { parseSelections } from '../../src/references/parse-selections.js';
import { parseTemplate } from '../../src/references/parse-template.js';

test('lines that begin with template: are apart from those that select secrets, where they may stand', () => {
  const text = 'dsm:a#b > X\ntemplate:k.tpl > file:k\n template : x\n# template:no > file:no';
  const { selections, templates, problems } = parseSelections(text, true);
  expect([selections.length, problems]).toEqual([1, []]);
  expect(templates).toEqual([
    { line: 2, text: 'template:k.tpl > file:k' },
    { line: 3, text: 'template : x' },
  ]);
  expect(parseSelections(text).problems).toEqual([
    expect.stringMatching(/^Line 2 .*unknown source "template"/),
    expect.stringMatching(/^Line 3 /),
  ]);
  expect(parseSelections('template:a > file:b', true)).toMatchObject({ selections: [], problems: [] });
});

test('the path of the template and of the file', () => {
  const read = (text: string) => parseTemplateLine({ text });
  expect(read('template:deploy/k 1.tpl > file:out/k')).toEqual({
    ok: { path: 'deploy/k 1.tpl', sink: { kind: 'file', path: 'out/k' } },
  });
  for (const [text, problem] of [
    ['template:k.tpl', 'write template:PATH > file:PATH'],
    ['template: > file:k', 'is missing'],
    ['template:k.tpl > K', 'becomes a file'],
    ['template:k.tpl > output:k', 'becomes a file'],
    ['template:k.tpl > file:../k', 'remove the ".."'],
    ['template:k.tpl > file:k/', 'names a folder'],
    ['template:k.tpl > file:*', 'no meaning'],
    ['template:k.tpl > file:{id}', 'no meaning'],
    ['template:k.tpl > file:k > K', 'more than once'],
  ] as const) {
    expect([text, read(text)]).toEqual([text, { problem: expect.stringContaining(problem) as string }]);
  }
});

/** How lines of `secrets` cover `{{ WRITTEN }}`. */
function cover(secrets: string, written: string) {
  const template = parseTemplate(`{{ ${written} }}`, 'k.tpl');
  if ('problems' in template) throw new Error(template.problems.join());
  const [part] = template.ok;
  if (part === undefined || typeof part === 'string') throw new Error('no placeholder');
  const { selections, problems } = parseSelections(secrets);
  expect(problems).toEqual([]);
  return coveredPlaceholder(part, selections);
}

test.each([
  ['dsm:a#b > X', 'dsm:a#b'],
  ['dsm:a#b > output:X', 'dsm:a#b | base64 | json=/x | as=json'],
  ['dsm:a', 'dsm:a#b'],
  ['jit:a#* > A_*', 'jit:a#b'],
  ['dsm:a#* > path:P_*', 'dsm:a#b | optional'],
  ['pam:1 > X', 'pam:1'],
  ['pam:1 | one-time > X', 'pam:1#password'],
  ['dsm:a#b | base64 > X', 'dsm:a#b'],
  ['dsm:a#b | json=/x > X', 'dsm:a#b | json=/x'],
  ['dsm:a#b | json=/x > X', 'dsm:a#b | json=/x/y'],
  ['dsm:a#b | base64 | json=/x > X', 'dsm:a#b | base64 | json=/x'],
  ['ssh:k > ssh-agent\nssh:k > path:K', 'ssh:k'],
  ['dsm:* > {id}_*\ndsm:a#b > X', 'dsm:a#b'],
])('%j covers %s', (secrets, written) => {
  expect(cover(secrets, written)).toMatchObject({ ok: { cover: 'by-name' } });
});

test('dsm:* covers what it brings', () => {
  expect(cover('dsm:*', 'dsm:a#b')).toMatchObject({ ok: { cover: 'every-secret' } });
  expect(cover('jit:*', 'jit:a#b')).toMatchObject({ ok: { cover: 'every-secret' } });
});

test.each([
  ['dsm:a#b > X', 'dsm:a#c'],
  ['dsm:a#b > X', 'dsm:b#b'],
  ['dsm:a#b > X', 'dsm:A#b'],
  ['dsm:a', 'info:a'],
  ['dsm:*', 'pam:1'],
  ['dsm:*', 'jit:a#b'],
  ['jit:*', 'dsm:a#b'],
  ['jit:a', 'dsm:a#b'],
  ['pam:1 > X', 'pam:1#username'],
  ['ssh:k > ssh-agent', 'ssh:k'],
  ['dsm:a#b | json=/x > X', 'dsm:a#b'],
  ['dsm:a#b | json=/x > X', 'dsm:a#b | json=/xy'],
  ['dsm:a#b | json=/x/y > X', 'dsm:a#b | json=/x'],
  ['dsm:a#b | base64 | json=/x > X', 'dsm:a#b | json=/x'],
  ['dsm:a#b | json=/x > X', 'dsm:a#b | base64 | json=/x'],
])('%j does not cover %s', (secrets, written) => {
  expect(cover(secrets, written)).toEqual({ problem: expect.stringContaining('none selects "') as string });
});

test('whether it is masked, the lines say alone', () => {
  for (const modifier of ['nomask', 'mask=all', 'mask=/x']) {
    expect(cover('dsm:a#b > X', `dsm:a#b | ${modifier}`)).toHaveProperty('problem');
  }
  expect(cover('pam:1 > X', 'pam:1 | one-time')).toHaveProperty('problem');
  expect(cover('dsm:a#b | nomask > X', 'dsm:a#b')).toMatchObject({
    ok: { placeholder: { selection: { modifiers: { nomask: true } } } },
  });
});
