import type { ProgramName } from '../../../../test/harness/programs.js';

/** A program that prints the variable X in its own way. */
export interface Printer {
  /** Nothing where it is Node. */
  readonly needs?: ProgramName;
  readonly name: string;
  readonly command: readonly string[];
  /** What it prints besides. */
  readonly frame?: RegExp;
  /** Takes all values at once, in JSON, and prints what it makes of them in JSON. */
  readonly batch?: true;
  /** In the C locale no character beyond ASCII is printable. */
  readonly locale?: 'C';
}

const shell = (
  needs: ProgramName,
  command: readonly string[],
  scripts: readonly (readonly [string, RegExp?])[],
  locale?: 'C',
) =>
  scripts.map(([script, frame]): Printer => ({
    needs,
    name: `${needs}: ${script}${locale === undefined ? '' : ' (C locale)'}`,
    command: [...command, `exec 2>&1; ${script}`],
    ...(frame === undefined ? {} : { frame }),
    ...(locale === undefined ? {} : { locale }),
  }));
const code = (needs: ProgramName, command: readonly string[], before: string, expressions: readonly string[]) =>
  expressions.map((expression): Printer => ({
    needs,
    name: `${needs}: ${expression}`,
    command: [...command, before.replace('EXPRESSION', () => expression)],
  }));

const DECLARED = /(?:declare -\S+|export) X=|^X=/gm;
const TRACED = /^\++ (?:: |Y=)/gm;
const TRACES: readonly (readonly [string, RegExp?])[] = [
  ['set -x; : "$X"', TRACED],
  ['set -x; Y=$X', TRACED],
];
const BASH: readonly (readonly [string, RegExp?])[] = [
  ...TRACES,
  ['export -p | sed -n "/ X=/,/^declare/p" | sed \'2,${/^declare/d}\'', DECLARED],
  ['declare -p X', DECLARED],
  ['printf %q "$X"'],
  ['echo "${X@Q}"'],
  ['echo "${X@A}"', DECLARED],
];
const POSIX: readonly (readonly [string, RegExp?])[] = [
  ...TRACES,
  ['export -p | sed -n "/ X=/,/^export/p" | sed \'2,${/^export/d}\'', DECLARED],
];
/** One Python for all values: where a shim starts it, each start takes a second. */
const PYTHON = `
import ast, os, json, html, base64, csv, io, sys, shlex, sqlite3, binascii, pprint
from urllib.parse import *
from xml.sax import saxutils
def csv_of(x):
    s = io.StringIO()
    csv.writer(s).writerow([x])
    return s.getvalue()
printed = []
for x in json.loads(os.environ["X"]):
    b = x.encode()
    r = EXPRESSION
    printed.append(r if isinstance(r, str) else r.decode("latin-1"))
print(json.dumps(printed))`;

const python = (expressions: readonly string[]) =>
  code('python3', ['python3', '-c'], PYTHON, expressions).map((printer): Printer => ({ ...printer, batch: true }));

/** Programs as they stand on the machines of jobs, each with what it writes values with. */
export const PRINTERS: readonly Printer[] = [
  ...shell('bash', ['bash', '-c'], BASH),
  ...shell('bash', ['bash', '-c'], BASH.slice(0, 5), 'C'),
  ...shell('dash', ['dash', '-c'], POSIX),
  ...shell(
    'busybox',
    ['busybox', 'ash', '-c'],
    [
      ...POSIX,
      ['printf %s "$X" | busybox base64'],
      ['printf %s "$X" | busybox sed \'s/\\$/$$/g\''],
      ['printf %s "$X" | busybox xxd -p'],
    ],
  ),
  ...shell(
    'coreutils',
    ['sh', '-c'],
    [
      ['printf %s "$X"'],
      ['printf "%s\\n" "$X" | base64'],
      ['printf %s "$X" | base64 -w 64'],
      ['printf %s "$X" | base64 -w 0'],
      ['printf "a:%s" "$X" | base64 -w 0', /^.{3}/g],
      ['printf "ab:%s" "$X" | base64 -w 0', /^.{4}/g],
      ['printf "abc:%s" "$X" | base64 -w 0', /^.{6}/g],
      ['printf %s "$X" | basenc --base64url -w 0'],
      ['/usr/bin/printf %q "$X"'],
    ],
  ),
  ...shell(
    'openssl',
    ['sh', '-c'],
    [
      ['printf %s "$X" | openssl base64'],
      ['printf "%s\\n" "$X" | openssl base64'],
      ['printf %s "$X" | openssl base64 -A'],
    ],
  ),
  ...shell(
    'xxd',
    ['sh', '-c'],
    [['printf %s "$X" | xxd -p'], ['printf %s "$X" | xxd -p -u'], ['printf %s "$X" | xxd -p -c 0']],
  ),
  ...python([
    'repr(x)',
    'ascii(x)',
    'repr(b)',
    'pprint.pformat(x, width=100000)',
    'json.dumps(x)',
    'json.dumps(x, ensure_ascii=False)',
    'json.dumps(json.dumps(x))',
    'json.dumps(json.dumps(x, ensure_ascii=False), ensure_ascii=False)',
    'json.dumps(json.dumps(x, ensure_ascii=False))',
    'quote(x)',
    'quote(x, safe="")',
    'quote_plus(x)',
    'urlencode({"":x})[1:]',
    'html.escape(x)',
    'saxutils.escape(x)',
    'saxutils.quoteattr(x)',
    'x.encode("ascii","xmlcharrefreplace")',
    'base64.encodebytes(b)',
    'base64.urlsafe_b64encode(b)',
    'binascii.hexlify(b)',
    'shlex.quote(x)',
    'sqlite3.connect(":memory:").execute("select quote(?)",(x,)).fetchone()[0]',
    'csv_of(x)',
    'repr(x.splitlines(True))',
  ]),
  ...code('jq', ['jq', '-nr'], 'env.X | EXPRESSION', [
    '.',
    '@json',
    'tojson | tojson',
    '@uri',
    '@html',
    '@sh',
    '[.] | @csv',
    '[.] | @tsv',
    '@base64',
  ]),
  ...code('jq', ['jq', '-na'], 'env.X | EXPRESSION', ['. + ""']),
  ...code(
    'perl',
    ['perl', '-MMIME::Base64', '-MData::Dumper', '-MJSON::PP', '-e'],
    '$Data::Dumper::Terse=1; $Data::Dumper::Useqq=0; my $x=$ENV{X}; EXPRESSION',
    [
      'print encode_base64($x)',
      'print unpack("H*",$x)',
      'print Dumper($x)',
      '$Data::Dumper::Useqq=1; print Dumper($x)',
      'print JSON::PP->new->allow_nonref->encode($x)',
    ],
  ),
  ...[
    'JSON.stringify(x)',
    'JSON.stringify(JSON.stringify(x))',
    'util.inspect(x)',
    'encodeURI(x)',
    'encodeURIComponent(x)',
    'Object.assign(new URL("https://u@h"), {password: x}).password',
    'new URLSearchParams([["", x]]).toString().slice(1)',
    'querystring.escape(x)',
    'Buffer.from(x).toString("base64")',
    'Buffer.from(x).toString("base64url")',
    'Buffer.from(x).toString("hex")',
    'util.inspect([x], {breakLength: Infinity})',
  ].map((expression): Printer => ({
    name: `node: ${expression}`,
    command: [
      process.execPath,
      '-e',
      `const util = require("node:util"), querystring = require("node:querystring"); const x = process.env.X; process.stdout.write(${expression})`,
    ],
  })),
];
