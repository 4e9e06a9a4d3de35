/** How a reader of .env files reads what stands between quotes. Each is written from the rules of that reader's own page or source. */
export interface DotenvRules {
  readonly single: (text: string) => string;
  readonly double: (text: string) => string;
  readonly plain: (text: string) => string;
}

const trimmed = (text: string): string => text.replace(/\s#.*$/, '').trim();
const lineFeeds = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

/** Stands for whatever an expansion would put there. */
const EXPANDED = '<expanded>';

/** Docker Compose ("Use the .env file"; compose-go dotenv/parser.go): double quotes and plain text expand `$`, and escapes in the first. */
export const COMPOSE: DotenvRules = {
  single: (text) => text.replaceAll("\\'", "'"),
  double: (text) => text.replaceAll(/\\(.)/g, EXPANDED).replaceAll(/\$/g, EXPANDED),
  plain: (text) => trimmed(text).replaceAll('$', EXPANDED),
};

/** python-dotenv (parser.py, variables.py), opened with universal line ends: expands `${...}` wherever it stands. */
export const PYTHON: DotenvRules = {
  single: (text) => interpolated(lineFeeds(text).replaceAll(/\\([\\'])/g, '$1')),
  double: (text) => interpolated(lineFeeds(text).replaceAll(/\\[\\'"abfnrtv]/g, EXPANDED)),
  plain: (text) => interpolated(trimmed(text)),
};

const interpolated = (text: string): string => text.replaceAll(/\$\{[^}:]*(?::-[^}]*)?\}/g, EXPANDED);

const ENTRY = /^([A-Za-z_][A-Za-z0-9_]*)=(?:'((?:\\'|[^'])*)'|"((?:\\"|[^"])*)"|([^\n]*))\n/;

/** Reads a whole file by these rules; throws at a line that is no entry. */
export function readDotenv(text: string, rules: DotenvRules): Map<string, string> {
  const values = new Map<string, string>();
  let rest = text.replace(/^#.*\n/, '');
  while (rest !== '') {
    const match = ENTRY.exec(rest);
    if (match === null) throw new Error(`No entry: ${rest.slice(0, 40)}`);
    const [whole, name = '', single, double, plain = ''] = match;
    if (single !== undefined) values.set(name, rules.single(single));
    else values.set(name, double === undefined ? rules.plain(plain) : rules.double(double));
    rest = rest.slice(whole.length);
  }
  return values;
}
