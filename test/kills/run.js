/**
 * `npm run kills [-- RUNS [WORD...]]`: on every host kills main at forty moments and the clean-up at twenty, three times over; prints
 * a table of what was left after the clean-up, and ends with 1 where that is anything. With words, the moments alone whose names
 * (`azure main: request 2 came`) have all of them. The bundles of `dist` are what is killed.
 */
import { isClean, killAll, measureSteps } from './kill.js';
import { everyMoment } from './moments.js';

const [runs = '3', ...words] = process.argv.slice(2);
/** @param {readonly [string, string, { readonly name: string }]} moment */
const nameOf = ([host, step, { name }]) => `${host} ${step}: ${name}`;
const moments = everyMoment().filter((moment) => words.every((word) => nameOf(moment).includes(word)));
const hosts = [...new Set(moments.map(([host]) => host))];

/** @type {(readonly import('./kill.js').Kill[])[]} */
const results = [];
for (let run = 1; run <= Number(runs); run += 1) {
  /** @type {import('./kill.js').Kill[]} */
  const kills = [];
  for (const host of hosts) {
    const own = moments.filter(([each]) => each === host).map(([, ...moment]) => moment);
    const done = await killAll(host, own, await measureSteps(host), { width: 2 });
    const dirty = done.filter((kill) => !isClean(kill)).length;
    const ended = done.filter(({ wasKilled }) => !wasKilled).length;
    process.stderr.write(`run ${run}, ${host}: ${done.length} moments, ${dirty} not clean, ${ended} ended first\n`);
    kills.push(...done);
  }
  results.push(kills);
}

/** @param {import('./kill.js').Kill | undefined} kill */
const shown = (kill) => {
  if (kill === undefined) return '';
  const left = Object.entries(kill.left).filter(([, count]) => count > 0);
  const what = left.length === 0 ? 'clean' : `**${left.map(([name, count]) => `${count} ${name}`).join(', ')}**`;
  return `${what}${kill.wasKilled ? '' : ' (ended first)'}${kill.postExit === 0 ? '' : `, post ${String(kill.postExit)}`}`;
};
const rows = moments.map((moment, index) => [nameOf(moment), ...results.map((kills) => shown(kills[index]))]);
const heads = ['killed', ...results.map((_, index) => `run ${index + 1}`)];
for (const row of [heads, heads.map(() => '---'), ...rows]) process.stdout.write(`| ${row.join(' | ')} |\n`);
const all = results.flat();
const dirty = all.filter((kill) => !isClean(kill)).length;
process.stdout.write(
  `\n${all.length} kills of ${moments.length} moments in ${results.length} runs: ${dirty} left something behind.\n`,
);
process.exitCode = dirty > 0 ? 1 : 0;
