import fc from 'fast-check';
import type { FieldChoice, LeafMask, Modifiers, Selection, Sink, Target } from '../../src/references/selection.js';
import { type Source, SOURCES } from '../../src/values/secret-value.js';

type Parts = Pick<Selection, 'target' | 'modifiers' | 'sink'>;

const letters = 'a b z A Z 0 1 9 / . _ - @ : = # ~ | > é 日 🔑'.split(' ');
const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 12 });
/** Words with single spaces between them, none of which is a mark of the grammar at its edge. */
const name = fc
  .array(word, { minLength: 1, maxLength: 3 })
  .map((words) => words.join(' '))
  .filter((text) => !/(^|\s)[|>]|[|>](\s|$)/.test(text) && text !== '.' && text !== '..');

const field = fc.oneof(
  fc.constant({ kind: 'every' } as const),
  name.map((text) => ({ kind: 'one', name: text.replaceAll('#', '+') }) as const),
);
const ofSource = (source: fc.Arbitrary<Source>, one: fc.Arbitrary<FieldChoice>): fc.Arbitrary<Target> =>
  fc.record({ kind: fc.constant('item' as const), source, id: name, field: one });
const certificateField = fc
  .constantFrom('pem', 'key', 'chain', 'password')
  .map((text) => ({ kind: 'one', name: text }) as const);
const item = fc.oneof(
  { arbitrary: ofSource(fc.constantFrom(...SOURCES.filter((source) => source !== 'cert')), field), weight: 7 },
  { arbitrary: ofSource(fc.constant('cert'), certificateField), weight: 1 },
);
const pointer = fc
  .array(name)
  .map((names) => names.map((n) => `/${n.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));
const inside = pointer.filter((text) => text !== '');
const mask: fc.Arbitrary<LeafMask> = fc.oneof(
  fc.constant({ kind: 'all' } as const),
  fc.uniqueArray(inside, { minLength: 1, maxLength: 3 }).map((pointers) => ({ kind: 'pointers', pointers }) as const),
);
const modifiersOf = (target: Target): fc.Arbitrary<Modifiers> =>
  fc
    .record({
      flags: fc.record({ optional: fc.boolean(), nomask: fc.boolean(), base64: fc.boolean() }),
      json: fc.option(pointer),
      encoded: fc.boolean(),
      mask: fc.option(mask),
      oneTime: fc.boolean(),
    })
    .map(({ flags, json, encoded, mask: leaves, oneTime }) => ({
      ...flags,
      ...(json === null ? {} : { json }),
      ...(encoded ? { as: 'base64' as const } : {}),
      ...(leaves === null || flags.nomask ? {} : { mask: leaves }),
      ...(oneTime && target.kind === 'item' && target.source === 'pam' ? { oneTime: true as const } : {}),
    }));

const variable = (star: string) =>
  fc
    .tuple(fc.constantFrom('', '{id}'), fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/), fc.constantFrom('', '{id}'))
    .map((parts) => parts.join('') + star);
const path = (star: string) =>
  fc.array(fc.stringMatching(/^[a-z0-9 ._-]{0,6}[a-z0-9]$/), { minLength: 1, maxLength: 3 }).map((names) => {
    const relative = names.map((text) => text.trim()).join('/') + star;
    return relative;
  });
const namedSink = (star: string): fc.Arbitrary<Sink> =>
  fc.oneof(
    fc.record({ kind: fc.constantFrom('env' as const, 'path' as const), name: variable(star) }),
    fc.record({ kind: fc.constant('output' as const), name: variable(`-x${star}`) }),
    fc.record({ kind: fc.constant('file' as const), path: path(star) }),
  );
const fieldName: fc.Arbitrary<Sink> = fc.constant({ kind: 'field-name' });
// Made once: an arbitrary of a regular expression takes long to make.
const forSeveral = fc.oneof(namedSink('*'), fieldName);
const forAny = fc.oneof(forSeveral, namedSink(''));

/** A selection that the grammar can say. */
export const anySelection: fc.Arbitrary<Parts> = fc
  .oneof(
    { arbitrary: item, weight: 8 },
    {
      arbitrary: fc.constantFrom<Target>(
        { kind: 'every-secret', source: 'dsm' },
        { kind: 'every-secret', source: 'jit' },
      ),
      weight: 1,
    },
  )
  .chain((target) => {
    const several = target.kind === 'every-secret' || target.field.kind === 'every';
    return fc.record({
      target: fc.constant(target),
      modifiers: modifiersOf(target),
      sink: several ? forSeveral : forAny,
    });
  });
