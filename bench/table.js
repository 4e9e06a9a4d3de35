/**
 * One line of the result. `over` is decided on the exact number, not on the text.
 * @typedef {object} Row
 * @property {string} what
 * @property {string} runtime Empty where it does not matter.
 * @property {string} budget
 * @property {string} measured
 * @property {'ok' | 'over' | 'failed'} verdict
 */

/**
 * @param {object} row
 * @param {string} row.what
 * @param {string} [row.runtime]
 * @param {number} row.limit
 * @param {number} row.value
 * @param {(value: number) => string} row.show
 * @param {string} [row.detail]
 * @returns {Row}
 */
export const judge = ({ what, runtime = '', limit, value, show, detail }) => ({
  what,
  runtime,
  budget: `≤ ${show(limit)}`,
  measured: detail === undefined ? show(value) : `${show(value)} (${detail})`,
  verdict: value <= limit ? 'ok' : 'over',
});

/**
 * A Markdown table with columns of even width.
 * @param {readonly Row[]} rows
 */
export function formatTable(rows) {
  const cells = [
    ['what', 'runtime', 'budget', 'measured', ''],
    ...rows.map(({ what, runtime, budget, measured, verdict }) => [what, runtime, budget, measured, verdict]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}
