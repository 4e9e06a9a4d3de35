import { fewAtATime } from '../harness/few-at-a-time.js';
import { runCell } from './cell.js';

/**
 * @typedef {import('./cell.js').Cell} Cell
 * @typedef {import('./operations.js').Operation} Operation
 * @typedef {import('./connection-faults.js').Fault} Fault
 */

/**
 * Runs these pairs, a few at a time.
 * @param {readonly (readonly [Operation, Fault])[]} pairs
 * @param {import('./raw-server.js').Authorities} authorities
 * @param {{ readonly width: number, readonly onCell?: (cell: Cell) => void }} options
 * @returns {Promise<readonly Cell[]>} in the order of the pairs
 */
export const runCells = (pairs, authorities, { width, onCell }) =>
  fewAtATime(pairs, width, async ([operation, fault]) => {
    const cell = await runCell(operation, fault, authorities);
    onCell?.(cell);
    return cell;
  });

/** @param {readonly Operation[]} operations @param {readonly Fault[]} faults */
export const everyPair = (operations, faults) =>
  faults.flatMap((fault) => operations.map((operation) => /** @type {const} */ ([operation, fault])));

/**
 * The cells as a table in Markdown: a row for each fault, a column for each operation, and below it what must not be.
 * @param {readonly Cell[]} cells
 */
export function report(cells) {
  const operations = [...new Set(cells.map(({ operation }) => operation))];
  const faults = [...new Set(cells.map(({ fault }) => fault))];
  const byKey = new Map(cells.map((cell) => [`${cell.fault}\n${cell.operation}`, cell]));
  const rows = faults.map((fault) => [
    fault,
    ...operations.map((operation) => {
      const cell = byKey.get(`${fault}\n${operation}`);
      if (cell === undefined) return '';
      return cell.problems.length > 0 ? `**${cell.came}!**` : cell.came;
    }),
  ]);
  const table = [['fault', ...operations], ['', ...operations].map(() => '---'), ...rows];
  const empty = rows.flat().filter((text) => text === '').length;
  const wrong = cells.filter(({ problems }) => problems.length > 0);
  const slowest = Math.max(...cells.map(({ milliseconds }) => milliseconds));
  return [
    ...table.map((row) => `| ${row.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`),
    '',
    `${cells.length} cells, ${empty} empty, ${wrong.length} wrong; the slowest took ${(slowest / 1000).toFixed(1)} s.`,
    ...wrong.map(
      ({ operation, fault, came, problems, said }) =>
        `- ${operation}, ${fault}: ${came}: ${problems.join('; ')} (${said})`,
    ),
    '',
  ].join('\n');
}
