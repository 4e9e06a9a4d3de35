import fc from 'fast-check';
import {
  BRACES,
  type Delimiters,
  FILE_KINDS,
  parseDelimiters,
  parseTemplate,
  type Placeholder,
} from '../../src/references/parse-template.js';

const read = (text: string, delimiters?: Delimiters) => parseTemplate(text, 'app.conf', delimiters);

function partsOf(text: string, delimiters?: Delimiters) {
  const reading = read(text, delimiters);
  if ('problems' in reading) throw new Error(reading.problems.join('\n'));
  return reading.ok;
}

const problemsOf = (text: string, delimiters?: Delimiters): readonly string[] => {
  const reading = read(text, delimiters);
  return 'problems' in reading ? reading.problems : [];
};

function onlyPlaceholder(text: string): Placeholder {
  const [found, ...more] = partsOf(text).filter((part): part is Placeholder => typeof part !== 'string');
  if (found === undefined || more.length > 0) throw new Error(`not one placeholder: ${text}`);
  return found;
}

describe('parseTemplate', () => {
  test('text, placeholders and where they stand', () => {
    const parts = partsOf('user = {{ dsm:db#user }}\r\n  key = {{pam:123}};');
    expect(parts.map((part) => (typeof part === 'string' ? part : part.place))).toEqual([
      ...['user = ', 'app.conf:1:8', '\r\n  key = ', 'app.conf:2:9', ';'],
    ]);
    expect(parts[1]).toMatchObject({
      selection: { target: { source: 'dsm', id: 'db', field: { name: 'user' } }, text: 'app.conf:1:8: dsm:db#user' },
    });
    expect(parts[3]).toMatchObject({ selection: { target: { source: 'pam', field: { name: 'password' } } } });
  });

  test('a column is a character, and every kind of line end counts', () => {
    expect(onlyPlaceholder('a\nb\rc\r\n🔑é {{ dsm:a#b }}').place).toBe('app.conf:4:4');
  });

  test('modifiers, and what the file is as the last of them', () => {
    const { selection, escape } = onlyPlaceholder('{{ dsm:a#b | optional | json=/x|y | as=json }}');
    expect(selection.modifiers).toMatchObject({ optional: true, json: '/x|y' });
    expect(escape).toBe('json');
    expect(onlyPlaceholder('{{ dsm:a#b | as=base64 | as=xml }}')).toMatchObject({
      selection: { modifiers: { as: 'base64' } },
      escape: 'xml',
    });
    expect(onlyPlaceholder('{{ dsm:a#b | as=base64 }}')).not.toHaveProperty('escape');
  });

  test('the opening sign twice is the sign itself; the closing sign alone is text', () => {
    expect(partsOf('{{{{ .Values.x }} {{{{{{ dsm:a#b }}}')).toEqual([
      '{{ .Values.x }} {{',
      expect.objectContaining({ place: 'app.conf:1:23' }),
      '}',
    ]);
    expect(partsOf('{"a":{{dsm:a#b}}}')).toHaveLength(3);
    expect(partsOf('')).toEqual([]);
  });

  test('other signs leave braces alone', () => {
    const parts = partsOf('{{ .Values.x }}<<dsm:a#b>>', { open: '<<', close: '>>' });
    expect(parts).toEqual(['{{ .Values.x }}', expect.objectContaining({ place: 'app.conf:1:16' })]);
    expect(partsOf('{dsm:a#b}{{}', { open: '{', close: '}' })).toEqual([expect.anything(), '{}']);
  });

  test.each([
    ['{{ dms:a#b }}', /^app\.conf:1:1: unknown source "dms": did you mean "dsm"/],
    ['{{ dsm:a }}', /name a field, dsm:ID#FIELD/],
    ['{{ dsm:a#* }}', /name a field/],
    ['{{ dsm:* }}', /one value/],
    ['{{ dsm:a#b > X }}', /no sink/],
    ['{{ dsm:a#b', /no "}}" follows on this line/],
    ['{{ dsm:a#b\n}}', /no "}}" follows on this line/],
    ['{{ dsm:a {{ dsm:b#c }}', /holds another "{{"/],
    ['{{ dsm:a#b | as=json | optional }}', /comes last/],
    ['{{ dsm:a#b | as=json | as=json }}', /comes last/],
    ['{{ dsm:a#b | as=yml }}', /unknown encoding "yml": did you mean "yaml"/],
    ['{{ dsm:a#b | as=properties }}', /unknown encoding "properties": use one of base64, json, yaml, shell, xml/],
    ['{{ dsm:a#b | nonsense }}', /unknown modifier "nonsense"/],
    ['"{{ dsm:a#b | as=json }}"', /^app\.conf:1:2: as=json writes the quotes too/],
    ["'{{ dsm:a#b | as=shell }}'", /writes the quotes too/],
    ['{{}}', /begin with SOURCE:ID/],
    ['{{ cert:12#pfx }}', /binary/],
  ])('%s is wrong', (text, problem) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(problem)]);
  });

  test('as=xml stands between quotes', () => {
    expect(onlyPlaceholder('<a b="{{ dsm:a#b | as=xml }}"/>').escape).toBe('xml');
  });

  test('all that is wrong is told, each with its place; of thousands a hundred', () => {
    const text = 'ok {{ dsm:a#b }}\n{{ x }}\n  {{ dsm:a#b\n {{ dsm:c }} {{ y }}';
    expect(problemsOf(text).map((problem) => problem.split(': ')[0])).toEqual([
      ...['app.conf:2:1', 'app.conf:3:3', 'app.conf:4:2', 'app.conf:4:14'],
    ]);
    const many = problemsOf('{{ .Values }}\n'.repeat(5000));
    expect(many).toHaveLength(101);
    expect(many.at(-1)).toBe('app.conf: and 4900 more. Are "{{" and "}}" signs of the file itself?');
  });

  test('whatever stands around placeholders comes out as it was', () => {
    const piece = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'ab {}\n\r"\'<>|é🔑'.split('')), maxLength: 12 }),
      fc.constantFrom('dsm', null),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('{{', '<%=', '['), (pieces, open) => {
        const close = { '{{': '}}', '<%=': '%>', '[': ']' }[open];
        const text = pieces
          .map((each) => (each === null ? `${open}dsm:a#b${close}` : `~${each.replaceAll(open, open + open)}~`))
          .join('');
        const expected = pieces.map((each) => (each === null ? '\0' : `~${each}~`)).join('');
        const parts = partsOf(text, { open, close });
        expect(parts.map((part) => (typeof part === 'string' ? part : '\0')).join('')).toBe(expected);
      }),
    );
  });

  test('any text is read or told what is wrong with it, and a place is where it says', () => {
    const unit = fc.constantFrom('{', '{{', '}}', '|', ' | ', '\n', '\r\n', 'dsm:a#b', 'as=json', ' ', '🔑', '"');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const reading = read(text);
        const places =
          'ok' in reading
            ? reading.ok.flatMap((part) => (typeof part === 'string' ? [] : [part.place]))
            : reading.problems;
        const lines = text.split(/\r\n|\n|\r/);
        for (const place of places) {
          const [, line, column] = place.split(':').map(Number) as [number, number, number];
          expect(
            Array.from(lines[line - 1] ?? '')
              .slice(column - 1)
              .join(''),
          ).toMatch(/^\{\{/);
        }
      }),
    );
  });

  test.each(['{{', '{{ dsm:a#b }}', '{{{{', '{{ \n', '{{ }} '])('megabytes of %j take no minutes', (piece) => {
    const reading = read(piece.repeat(50_000));
    expect('ok' in reading || reading.problems.length === 101 || reading.problems.length === 1).toBe(true);
  });
});

test('signs: something without white space, and two of them', () => {
  expect(parseDelimiters(BRACES)).toEqual({ ok: BRACES });
  expect(parseDelimiters({ open: '${vault:', close: '}' })).toHaveProperty('ok');
  for (const wrong of [
    { open: '', close: '}}' },
    { open: '{{', close: '' },
    { open: '{ {', close: '}}' },
    { open: '%%', close: '%%' },
    { open: '{\n', close: '}' },
    { open: '{'.repeat(17), close: '}' },
  ]) {
    expect(parseDelimiters(wrong)).toHaveProperty('problem');
  }
  expect(FILE_KINDS).toEqual(['json', 'yaml', 'shell', 'xml']);
});
