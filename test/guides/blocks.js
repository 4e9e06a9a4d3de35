import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A block of code in a document.
 * @typedef {object} Block
 * @property {string} file
 * @property {number} line Of its first line of code.
 * @property {string} heading The nearest heading above it, without its marks.
 * @property {string} language What follows the fence; empty for a block that is only indented.
 * @property {string} text As a reader copies it: without the indentation of the list that it stands in, with a line end.
 */

const FENCE = /^( *)```([\w-]*)$/u;
const HEADING = /^#{1,6} (.+)$/u;
const INDENTED = /^ {4}\S/u;

/**
 * Every block of code of a document, fenced and indented, in its order.
 * @param {string} root the repository
 * @param {string} file
 * @returns {readonly Block[]}
 */
export function blocksOf(root, file) {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  /** @type {Block[]} */
  const blocks = [];
  let heading = '';
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const [, indent, language] = FENCE.exec(line) ?? [];
    heading = HEADING.exec(line)?.[1] ?? heading;
    if (indent !== undefined && language !== undefined) {
      const end = lines.indexOf(`${indent}\`\`\``, at + 1);
      if (end < 0) throw new Error(`${file}:${at + 1}: a block of code without an end`);
      blocks.push(blockOf(lines.slice(at + 1, end), indent.length, { file, line: at + 2, heading, language }));
      at = end;
    } else if (INDENTED.test(line) && lines[at - 1] === '') {
      const rest = lines.slice(at);
      const length = rest.findIndex((each, index) =>
        each !== '' ? !each.startsWith('    ') : !rest[index + 1]?.startsWith('    '),
      );
      const text = rest.slice(0, length < 0 ? rest.length : length);
      blocks.push(blockOf(text, 4, { file, line: at + 1, heading, language: '' }));
      at += text.length - 1;
    }
  }
  return blocks;
}

/** @param {readonly string[]} lines @param {number} indent @param {Omit<Block, 'text'>} about @returns {Block} */
const blockOf = (lines, indent, about) => ({
  ...about,
  text: lines.map((line) => `${line.startsWith(' '.repeat(indent)) ? line.slice(indent) : line}\n`).join(''),
});

/**
 * The one block that a search finds.
 * @param {readonly Block[]} blocks
 * @param {{ readonly heading: string, readonly language: string, readonly has?: string }} search `has`: what stands in it
 * @throws {Error} when there is none, or another
 */
export function onlyBlock(blocks, { heading, language, has = '' }) {
  const found = blocks.filter(
    (block) => block.heading === heading && block.language === language && block.text.includes(has),
  );
  const [block] = found;
  if (block === undefined || found.length > 1) {
    throw new Error(`${found.length} blocks of ${language} with "${has}" below "${heading}", not one`);
  }
  return block;
}
