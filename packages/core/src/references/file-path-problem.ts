const isAbsolute = (path: string): boolean => /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);

/** How deep the path goes at each segment, when `..` goes one up; `/` and `\` both separate, whatever the system. */
function depths(path: string): readonly number[] {
  let depth = 0;
  return path.split(/[/\\]/).map((segment) => {
    if (segment === '..') depth -= 1;
    else if (segment !== '' && segment !== '.') depth += 1;
    return depth;
  });
}

/**
 * What is wrong with the path of a `file:` sink, whatever the operating system; `undefined` where nothing is. Only the
 * text is judged here: what lies on the disk is judged when the file is made.
 */
export function filePathProblem(path: string): string | undefined {
  if (path === '') return 'file: needs a path, for instance file:config/licence.txt';
  if (path.includes('\0')) return 'a path holds no NUL character';
  if (/[/\\]$/.test(path)) return 'the path names a folder: add a file name after the last slash';
  if (/(?:^|[/\\])\.{1,2}$/.test(path)) return 'the path names a folder: end it with a file name';
  if (/^[~$]/.test(path)) return `"${path.charAt(0)}" is not expanded here: write the path out`;
  if (/^[A-Za-z]:(?![/\\])/.test(path)) return 'a path with a drive is absolute: add a slash after the colon';
  if (!isAbsolute(path) && depths(path).some((depth) => depth < 0)) {
    return 'a relative path stays below the temporary folder: remove the "..", or write an absolute path';
  }
  return undefined;
}
