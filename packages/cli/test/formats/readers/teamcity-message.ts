const MESSAGE = /^##teamcity\[setParameter name='((?:[^'|\]]|\|.)*)' value='((?:[^'|\]]|\|.)*)'\]$/;
const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', "'": "'", '|': '|', '[': '[', ']': ']' };

/** A `setParameter` message, read by the table "Escaped Values" of TeamCity's page on service messages. */
export function readSetParameter(line: string): readonly [name: string, value: string] | undefined {
  const match = MESSAGE.exec(line);
  return match === null ? undefined : [unescape(match[1] ?? ''), unescape(match[2] ?? '')];
}

function unescape(text: string): string {
  let result = '';
  for (let index = 0; index < text.length; index += 1) {
    if (text.charAt(index) !== '|') {
      result += text.charAt(index);
    } else if (text.charAt(index + 1) === '0') {
      result += String.fromCharCode(Number.parseInt(text.slice(index + 3, index + 7), 16));
      index += 6;
    } else {
      result += SIMPLE[text.charAt(index + 1)] ?? '?';
      index += 1;
    }
  }
  return result;
}
