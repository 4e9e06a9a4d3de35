const SIMPLE: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

/** Reads the bytes by the rules of java.util.Properties.load(InputStream): ISO 8859-1, comments, logical lines, escapes. */
export function readProperties(bytes: Buffer): Map<string, string> {
  const properties = new Map<string, string>();
  const lines = bytes.toString('latin1').split(/\r\n|\r|\n/);
  for (let index = 0; index < lines.length; index += 1) {
    let line = (lines[index] ?? '').replace(/^[ \t\f]+/, '');
    if (line === '' || line.startsWith('#') || line.startsWith('!')) continue;
    while (/(?:^|[^\\])(?:\\\\)*\\$/.test(line)) {
      index += 1;
      line = line.slice(0, -1) + (lines[index] ?? '').replace(/^[ \t\f]+/, '');
    }
    const match = /^((?:[^\\=: \t\f]|\\.)*)[ \t\f]*[=:]?[ \t\f]*([^]*)$/.exec(line);
    properties.set(unescape(match?.[1] ?? ''), unescape(match?.[2] ?? ''));
  }
  return properties;
}

const unescape = (text: string): string =>
  text.replaceAll(/\\(?:u([0-9A-Fa-f]{4})|(.))/g, (_, hex: string | undefined, letter: string | undefined) =>
    hex === undefined ? (SIMPLE[letter ?? ''] ?? letter ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
