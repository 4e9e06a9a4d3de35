import { harmless } from './harmless.js';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', '#96': '`', '#124': '|', amp: '&' };

/**
 * The summary as a group of lines in the log: a task whose commands are restricted can't upload one. Markup that only a
 * Markdown page needs is taken away.
 */
export function summaryLines(markdown: string): string {
  const lines = markdown
    .split('\n')
    .filter((line) => line !== '' && !/^\|[ |-]+\|$/.test(line))
    .map((line) => harmless(plain(line)));
  const [title = '', ...rest] = lines;
  return ['##[group]' + title.replace(/^#+ /, ''), ...rest, '##[endgroup]', ''].join('\n');
}

const plain = (line: string): string =>
  line.replaceAll(/<\/?code>/g, '').replaceAll(/&(lt|gt|#96|#124|amp);/g, (_, name: string) => ENTITIES[name] ?? '');
