import { stringify } from 'yaml';
import fc from 'fast-check';
import { parseActionManifest } from './action-manifest.js';

const RUNS = "runs:\n  using: node24\n  main: dist/main.js\n  post: 'dist/post.js'\n  post-if: always()\n";

describe('parseActionManifest', () => {
  test('reads inputs, defaults and what runs', () => {
    const manifest = parseActionManifest(`name: Example # a name
inputs:
  # a comment
  url:
    description: >-
      Where the vault is.
      default: this is text
    required: true
  'dry-run':
    default: false
  with space:
    default: x
  timeout:
    default: 30 # seconds
  name:
    default: 'it''s'
  quoted:
    default: "a \\"b\\" # c"
  upper:
    default: TRUE
outputs:
  count:
    description: How many
    default: not an input
${RUNS}branding:
  icon: lock
`);
    expect(manifest).toEqual({
      inputs: new Map([
        ['url', ''],
        ['dry-run', 'false'],
        ['with space', 'x'],
        ['timeout', '30'],
        ['name', "it's"],
        ['quoted', 'a "b" # c'],
        ['upper', 'true'],
      ]),
      using: 'node24',
      main: 'dist/main.js',
      post: 'dist/post.js',
      postIf: 'always()',
    });
  });

  test('without post-if the post step always runs', () => {
    const manifest = parseActionManifest('runs:\n  using: node24\n  main: a.js\n');
    expect(manifest).toMatchObject({ post: undefined, postIf: 'always()', inputs: new Map() });
  });

  test.each([
    'default: |\n      text',
    'default: ${{ github.token }}',
    'default: [1]',
    "default: 'open",
    'default: "a\\x41"',
  ])('refuses what it cannot read: %j', (line) => {
    expect(() => parseActionManifest(`inputs:\n  a:\n    ${line}\n${RUNS}`)).toThrow();
  });

  test.each(['inputs:\n  - a\n', 'inputs:\n   a:\n', 'inputs:\n  ä:\n'])(
    'refuses a name it cannot read: %j',
    (inputs) => {
      expect(() => parseActionManifest(inputs + RUNS)).toThrow('cannot read this line');
    },
  );

  test.each(['using', 'main'])('refuses a file without runs.%s', (key) => {
    expect(() => parseActionManifest(RUNS.replace(`  ${key}:`, '  other:'))).toThrow(`runs.${key}`);
  });

  test('reads what a YAML library writes', () => {
    const line = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 });
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/u), { maxLength: 5 });
    const quotings = fc.constantFrom('QUOTE_SINGLE', 'QUOTE_DOUBLE');
    fc.assert(
      fc.property(names, fc.array(line, { minLength: 5, maxLength: 5 }), quotings, (keys, defaults, quoting) => {
        const inputs = Object.fromEntries(
          keys.map((key, at) => [key, { description: 'x', default: defaults[at] ?? '' }]),
        );
        const text = stringify(
          { inputs, runs: { using: 'node24', main: 'main.js' } },
          { defaultStringType: quoting, defaultKeyType: 'PLAIN', lineWidth: 0 },
        );
        expect([...parseActionManifest(text).inputs]).toEqual(keys.map((key, at) => [key, defaults[at]]));
      }),
    );
  });
});
