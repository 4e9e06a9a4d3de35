/**
 * `npm run kills [-- RUNS [WORD]]`: kills main at forty moments and post at twenty, three times over; prints a table of what was
 * left after the clean-up, and ends with 1 where that is anything. The bundles of `dist` are what is killed.
 */
import { isClean, killAll, measureSteps } from './kill.js';
import { OF_MAIN, OF_POST } from './moments.js';

const [runs = '3', word = ''] = process.argv.slice(2);
const moments = [
  ...OF_MAIN.map((moment) => /** @type {const} */ (['main', moment])),
  ...OF_POST.map((moment) => /** @type {const} */ (['post', moment])),
].filter(([step, { name }]) => `${step}: ${name}`.includes(word));

/** @type {(readonly import('./kill.js').Kill[])[]} */
const results = [];
for (let run = 1; run <= Number(runs); run += 1) {
  const durations = await measureSteps();
  const kills = await killAll(moments, durations, { width: 2 });
  results.push(kills);
  const dirty = kills.filter((kill) => !isClean(kill)).length;
  const ended = kills.filter(({ wasKilled }) => !wasKilled).length;
  process.stderr.write(`run ${run}: ${kills.length} moments, ${dirty} not clean, ${ended} ended first\n`);
}

/** @param {import('./kill.js').Kill | undefined} kill */
const shown = (kill) => {
  if (kill === undefined) return '';
  const left = Object.entries(kill.left).filter(([, count]) => count > 0);
  const what = left.length === 0 ? 'clean' : `**${left.map(([name, count]) => `${count} ${name}`).join(', ')}**`;
  return `${what}${kill.wasKilled ? '' : ' (ended first)'}${kill.postExit === 0 ? '' : `, post ${String(kill.postExit)}`}`;
};
const rows = moments.map(([step, { name }], index) => [
  `${step}: ${name}`,
  ...results.map((kills) => shown(kills[index])),
]);
const heads = ['killed', ...results.map((_, index) => `run ${index + 1}`)];
for (const row of [heads, heads.map(() => '---'), ...rows]) process.stdout.write(`| ${row.join(' | ')} |\n`);
const all = results.flat();
const dirty = all.filter((kill) => !isClean(kill)).length;
process.stdout.write(
  `\n${all.length} kills of ${moments.length} moments in ${results.length} runs: ${dirty} left something behind.\n`,
);
process.exitCode = dirty > 0 ? 1 : 0;
