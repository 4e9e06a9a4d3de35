import fc from 'fast-check';
import { parseSelection } from '../../src/references/parse-selections.js';
import { formatSelection } from '../../src/references/selection.js';
import { anySelection } from './arbitrary-selection.js';

describe('whatever a selection is', () => {
  test('white space around the marks and the order of modifiers mean nothing', () => {
    const space = fc.constantFrom(' ', '  ', '\t', ' \t', '\u00a0', '\u3000\u2009', '\ufeff ');
    fc.assert(
      fc.property(anySelection, space, space, fc.boolean(), ({ target, modifiers, sink }, left, right, turned) => {
        const reference =
          target.kind === 'every-secret'
            ? `${target.source}:*`
            : `${target.source}:${target.id}#${target.field.kind === 'every' ? '*' : target.field.name}`;
        const { json, as, mask, oneTime } = modifiers;
        const words = [
          ...(['optional', 'nomask', 'base64'] as const).filter((flag) => modifiers[flag]),
          ...(json === undefined ? [] : [`json=${json}`]),
          ...(as === undefined ? [] : [`as=${as}`]),
          ...(mask?.kind === 'all' ? ['mask=all'] : []),
          ...(oneTime === true ? ['one-time'] : []),
        ];
        const masks = mask?.kind === 'pointers' ? mask.pointers.map((pointer) => `mask=${pointer}`) : [];
        const ordered = turned ? [...masks, ...words.toReversed()] : [...words, ...masks];
        const place = {
          'field-name': [],
          env: ['env:'],
          output: ['output:'],
          path: ['path:'],
          file: ['file:'],
          'ssh-agent': [],
        }[sink.kind];
        const rest = 'name' in sink ? sink.name : 'path' in sink ? sink.path : '';
        const line =
          [reference, ...ordered].join(`${left}|${right}`) +
          place.map((kind) => `${left}>${right}${kind}${rest}`).join('');
        expect(parseSelection(left + line + right, 1)).toEqual({
          ok: { target, modifiers, sink, line: 1, text: line },
        });
      }),
    );
  });

  test('what it writes reads back as the same selection', () => {
    fc.assert(
      fc.property(anySelection, (selection) => {
        const text = formatSelection(selection);
        expect(parseSelection(text, 7)).toEqual({ ok: { ...selection, line: 7, text } });
      }),
    );
  });

  test('the canonical line of any line that can be read stays as it is', () => {
    const noise = fc.array(
      fc.constantFrom(
        'dsm:',
        'pam:',
        'ssh:',
        'a',
        '#',
        '*',
        ' ',
        ' > ',
        ' | ',
        '>',
        '|',
        'json=/',
        'optional',
        'X',
        ':',
        'file:',
        'env:',
        '\t',
      ),
    );
    fc.assert(
      fc.property(noise, (parts) => {
        const read = parseSelection(`dsm:${parts.join('')}`, 1);
        fc.pre('ok' in read);
        const text = formatSelection(read.ok);
        const { target, modifiers, sink } = read.ok;
        expect(parseSelection(text, 1)).toEqual({ ok: { target, modifiers, sink, line: 1, text } });
      }),
      { numRuns: 500 },
    );
  });
});
