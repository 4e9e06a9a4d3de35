import {
  type Fetched,
  InputError,
  type JobTemplates,
  parseSelections,
  parseTemplate,
  type Selection,
} from '@senhasegura-action/core/internal';
import { fillTemplates } from '../../src/templates/fill-templates.js';

const LINE = { line: 2, text: 'template:k.tpl > file:k', path: 'k.tpl', sink: { kind: 'file', path: 'k' } } as const;

function templatesOf(text: string, ofEverySecret = false): JobTemplates {
  const content = parseTemplate(text, 'k.tpl');
  if ('problems' in content) throw new Error(content.problems.join());
  const selections = content.ok.flatMap((part) => (typeof part === 'string' ? [] : [part.selection]));
  return {
    files: [{ ...LINE, content: content.ok }],
    selections,
    ofEverySecret: new Set(ofEverySecret ? selections : []),
  };
}

const fetchedOf = (selection: Selection, reference: string, value: string): Fetched => ({
  ...{ selection, reference, value },
  id: 'a',
  field: reference.split('#')[1] ?? '',
});

const lineOf = (text: string): Selection => {
  const [selection] = parseSelections(text).selections;
  if (selection === undefined) throw new Error(text);
  return selection;
};

const NOTHING = { onConflict: 'error' } as const;

test('lines stay as they are, and a template becomes a file with the values that its placeholders brought', () => {
  const templates = templatesOf('{{ dsm:a#b }}: {{ dsm:a#c | as=json }}');
  const [first, second] = templates.selections as [Selection, Selection];
  const line = fetchedOf(lineOf('dsm:a > X_*'), 'dsm:a#b', 'one');
  const fetched = [line, fetchedOf(first, 'dsm:a#b', 'one'), fetchedOf(second, 'dsm:a#c', 'two"')];
  const { published, escaped } = fillTemplates(templates, fetched, NOTHING);
  expect(published).toEqual([line, expect.objectContaining({ reference: 'template:k.tpl', value: 'one: "two\\""' })]);
  expect(published[1]?.selection).toMatchObject({ line: 2, sink: { path: 'k' } });
  expect(escaped).toEqual([{ name: 'dsm:a#c (json)', value: 'two\\"' }]);
});

test('what need not be masked is not masked escaped either', () => {
  const templates = templatesOf('{{ dsm:a#c | nomask | as=json }}');
  const [selection] = templates.selections as [Selection];
  expect(fillTemplates(templates, [fetchedOf(selection, 'dsm:a#c', 'two"')], NOTHING).escaped).toEqual([]);
});

test('of dsm:* a template takes what that has brought', () => {
  const templates = templatesOf('{{ dsm:a#b }}', true);
  const [selection] = templates.selections as [Selection];
  const value = fetchedOf(selection, 'dsm:a#b', 'one');
  const every = lineOf('dsm:*');
  const fill = (reference: string, line: Selection) => () =>
    fillTemplates(templates, [fetchedOf(line, reference, 'one'), value], NOTHING);
  expect(fill('dsm:a#b', every)().published).toHaveLength(2);
  expect(fill('dsm:z#b', every)).toThrow('k.tpl:1:1: dsm:a#b: dsm:* does not bring it');
  expect(fill('dsm:a#b', lineOf('dsm:a'))).toThrow(InputError);
});

test('all that has no place is told, with the line of secrets', () => {
  const templates = templatesOf('{{ dsm:a#b | as=shell }}{{ dsm:a#b | as=xml }}');
  const fetched = templates.selections.map((selection) => fetchedOf(selection, 'dsm:a#b', 'zero \0'));
  expect(() => fillTemplates(templates, fetched, NOTHING)).toThrow(
    /2 problems:\n- Line 2: k\.tpl:1:1: .*zero byte.*\n- Line 2: k\.tpl:1:25: .*no XML/,
  );
});
