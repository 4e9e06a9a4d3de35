import { QUOTED_SPELLINGS } from '../../src/masking/quoted-forms.js';

/** All that a text can become, in no order, each once. */
const spellings = (text: string): ReadonlySet<string> =>
  new Set(QUOTED_SPELLINGS.filter(({ changes }) => changes.test(text)).map(({ write }) => write(text)));

/**
 * What programs print of a text between the quotes that they put around it, as they did (bash 5.2, dash 0.5, coreutils 9, Python
 * 3.13, Node 20, Perl 5.40, jq 1.7, SQLite 3); `printers.test.ts` asks them again. `String.raw` keeps backslashes as they are.
 */
const { raw } = String;
const PRINTED: Readonly<Record<string, readonly [text: string, printed: Readonly<Record<string, string>>]>> = {
  'a quote': [
    `it's`,
    {
      'bash: ${X@Q}': raw`it'\''s`,
      'dash: export -p, Python: shlex.quote': `it'"'"'s`,
      'bash: printf %q, Perl: Dumper': raw`it\'s`,
      'SQLite: quote': `it''s`,
    },
  ],
  quotes: [
    `a''b`,
    {
      'bash: ${X@Q}': raw`a'\'''\''b`,
      'dash: export -p': `a'"''"'b`,
      'Python: shlex.quote': `a'"'"''"'"'b`,
      'bash: printf %q, Perl: Dumper': raw`a\'\'b`,
      'SQLite: quote': `a''''b`,
    },
  ],
  'what double quotes expand': [
    'a$b`c"d\\e@f',
    {
      'bash: declare -p': 'a\\$b\\`c\\"d\\\\e@f',
      'Compose, make': 'a$$b`c"d\\e@f',
      'jq: @csv': 'a$b`c""d\\e@f',
      'a command line of Windows': 'a$b`c\\"d\\e@f',
      'Python: repr, Node: inspect, jq: @tsv': 'a$b`c"d\\\\e@f',
      'Perl: Dumper with Useqq': 'a\\$b`c\\"d\\\\e\\@f',
      'bash: printf %q': 'a\\$b\\`c\\"d\\\\e@f',
    },
  ],
  'a pattern, a comment, a tilde': [
    '#a ~b:~c=~d#e!*f',
    {
      'bash: printf %q': raw`\#a\ ~b:\~c=\~d#e\!\*f`,
      'bash: printf %q, older': raw`\#a\ \~b:\~c=\~d\#e\!\*f`,
    },
  ],
  'a tilde at the beginning': ['~a', { 'bash: printf %q': raw`\~a` }],
  'the signs of a shell': [
    'a,b;c<d>e&f|g(h)i[j]k{l}m^n?o',
    { 'bash: printf %q': raw`a\,b\;c\<d\>e\&f\|g\(h\)i\[j\]k\{l\}m\^n\?o` },
  ],
  controls: [
    'a\tb\nc\rd\x1be\x07f\bg\fh\vi\x7fj\x01k1',
    {
      "bash: $'...'": raw`a\tb\nc\rd\Ee\af\bg\fh\vi\177j\001k1`,
      coreutils: raw`a'$'\t''b'$'\n''c'$'\r''d'$'\033''e'$'\a''f'$'\b''g'$'\f''h'$'\v''i'$'\177''j'$'\001''k1`,
      'Python: repr': raw`a\tb\nc\rd\x1be\x07f\x08g\x0ch\x0bi\x7fj\x01k1`,
      'Node: inspect': raw`a\tb\nc\rd\x1Be\x07f\bg\fh\x0Bi\x7Fj\x01k1`,
      'jq: @tsv': 'a\\tb\\nc\\rd\x1be\x07f\bg\fh\vi\x7fj\x01k1',
      'Perl: Dumper with Useqq': raw`a\tb\nc\rd\ee\af\bg\fh\13i\177j\1k1`,
      'backslashes alone': 'a\\\tb\\\nc\\\rd\x1be\x07f\bg\\\fh\\\vi\x7fj\x01k1',
    },
  ],
  'controls before digits': [
    '\x012\x1b3',
    {
      "bash: $'...'": raw`\0012\E3`,
      coreutils: raw`'$'\001''2'$'\033''3`,
      'Python: repr': raw`\x012\x1b3`,
      'Node: inspect': raw`\x012\x1B3`,
      'Perl: Dumper with Useqq': raw`\0012\e3`,
      'backslashes alone': '\x012\x1b3',
    },
  ],
  'controls beside quotes': [
    `a\t'b'\tc\\d\t`,
    {
      "bash: $'...', Python and Node in single quotes": raw`a\t\'b\'\tc\\d\t`,
      coreutils: raw`a'$'\t'\''b'\'''$'\t''c\d'$'\t`,
      'Python: repr, Node: inspect, jq: @tsv, Perl: Dumper with Useqq': raw`a\t'b'\tc\\d\t`,
      'bash: set -x': `a\t'\\''b'\\''\tc\\d\t`,
      'dash: export -p': `a\t'"'"'b'"'"'\tc\\d\t`,
      'bash: declare -p': `a\t'b'\tc\\\\d\t`,
      'Perl: Dumper': `a\t\\'b\\'\tc\\\\d\t`,
      'SQLite: quote': `a\t''b''\tc\\d\t`,
      'backslashes alone': `a\\\t\\'b\\'\\\tc\\\\d\\\t`,
    },
  ],
  'beyond ASCII': [
    'é日🔑x',
    {
      'bash in the C locale, Perl: Dumper with Useqq': raw`\303\251\346\227\245\360\237\224\221x`,
      'Python: ascii': raw`\xe9\u65e5\U0001f511x`,
      'Python: repr of bytes': raw`\xc3\xa9\xe6\x97\xa5\xf0\x9f\x94\x91x`,
      'bash: printf %q': 'é日🔑x',
    },
  ],
  'spaces and controls of Latin-1': [
    '\x85\xa0é\xff',
    {
      'bash: printf %q': raw`\302\205` + '\xa0é\xff',
      'bash in the C locale, Perl: Dumper with Useqq': raw`\302\205\302\240\303\251\303\277`,
      coreutils: raw`'$'\302\205''` + '\xa0é\xff',
      'Python: repr': raw`\x85\xa0` + 'é\xff',
      'Python: ascii': raw`\x85\xa0\xe9\xff`,
      'Python: repr of bytes': raw`\xc2\x85\xc2\xa0\xc3\xa9\xc3\xbf`,
      'Node: inspect': raw`\x85` + '\xa0é\xff',
      'backslashes alone': '\x85\\\xa0é\xff',
    },
  ],
  'separators of lines and paragraphs': [
    'a\u2028bé\u2029c',
    {
      'bash: printf %q': raw`a\342\200\250bé\342\200\251c`,
      'bash in the C locale, Perl: Dumper with Useqq': raw`a\342\200\250b\303\251\342\200\251c`,
      coreutils: raw`a'$'\342\200\250''bé'$'\342\200\251''c`,
      'Python: repr': raw`a\u2028bé\u2029c`,
      'Python: ascii': raw`a\u2028b\xe9\u2029c`,
      'Python: repr of bytes': raw`a\xe2\x80\xa8b\xc3\xa9\xe2\x80\xa9c`,
      'backslashes alone': 'a\\\u2028bé\\\u2029c',
    },
  ],
  'no print': [
    'a\u200bb\ue000c',
    {
      'Python: repr': raw`a\u200bb\ue000c`,
      'Python: repr of bytes': raw`a\xe2\x80\x8bb\xee\x80\x80c`,
      'bash in the C locale, Perl: Dumper with Useqq': raw`a\342\200\213b\356\200\200c`,
      'bash: printf %q': 'a\u200bb\ue000c',
    },
  ],
};

test.each(Object.entries(PRINTED))('%s: each spelling of a program, and no other', (_name, [text, printed]) => {
  expect(spellings(text)).toEqual(new Set(Object.values(printed)));
});

test.each(['plain-1_2.3', 'a+b/c', 'user:1', '50%', 'a=b'])('%s is written by nobody in another way', (text) => {
  expect([...spellings(text)].filter((each) => each !== text)).toEqual([]);
});
