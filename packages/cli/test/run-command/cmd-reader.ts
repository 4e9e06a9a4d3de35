/**
 * How cmd.exe reads a line, by the description of its phases that its users have worked out (stackoverflow.com/a/4095133): variables
 * first, quotes or none; then quotes, carets and operators. And how a program of the C runtime reads what is left
 * (learn.microsoft.com, "Parsing C command-line arguments"). Independent of what writes such lines.
 */

/** Phase 1 on a command line: a name that is no variable stays as it is, percent signs included. */
export function withVariables(line: string, variables: Readonly<Record<string, string>>): string {
  let text = '';
  let rest = line;
  while (rest !== '') {
    const [whole, name = '', part] = /^%([^%:]+)(:~,|)%/.exec(rest) ?? [];
    const value = variables[name.toUpperCase()];
    if (whole !== undefined && value !== undefined) {
      text += part === '' ? value : '';
      rest = rest.slice(whole.length);
    } else {
      text += rest[0] ?? '';
      rest = rest.slice(1);
    }
  }
  return text;
}

/** Phase 2: carets are taken away where no quotes are. @throws {Error} at an operator, which would begin another command, and at a line end */
export function withoutCarets(line: string): string {
  let text = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (/[\r\n]/.test(character)) throw new Error('cmd.exe ends the line here');
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[&|<>()]/.test(character)) throw new Error(`cmd.exe reads ${character} as an operator`);
    else if (!isQuoted && character === '^') {
      at += 1;
      text += line[at] ?? '';
      continue;
    }
    text += character;
  }
  return text;
}

/** The arguments that a program finds: within quotes two quotes are one, and so is one behind an odd number of backslashes. */
export function argumentsIn(line: string): readonly string[] {
  const found: string[] = [];
  let current: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const [slashes = ''] = /^\\*(?=")/.exec(line.slice(at)) ?? [];
    if (slashes !== '') {
      current = (current ?? '') + '\\'.repeat(Math.floor(slashes.length / 2));
      at += slashes.length;
      if (slashes.length % 2 === 1) {
        current += '"';
        continue;
      }
    }
    const character = line[at] ?? '';
    if (character === '"') {
      current ??= '';
      if (isQuoted && line[at + 1] === '"') {
        current += '"';
        at += 1;
      } else isQuoted = !isQuoted;
    } else if (!isQuoted && /[ \t]/.test(character)) {
      if (current !== undefined) found.push(current);
      current = undefined;
    } else current = (current ?? '') + character;
  }
  return current === undefined ? found : [...found, current];
}
