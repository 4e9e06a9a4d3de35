import { setTimeout as delay } from 'node:timers/promises';
import { fewAtATime } from '../harness/few-at-a-time.js';
import { openScene } from './scene.js';

/**
 * @typedef {import('./moments.js').Moment} Moment
 * @typedef {import('./scene.js').HostName} HostName
 * @typedef {'main' | 'post'} Step
 *
 * One step that was killed at one moment, and what there was after the clean-up.
 * @typedef {object} Kill
 * @property {HostName} host
 * @property {Step} step
 * @property {string} moment
 * @property {boolean} wasKilled `false` where the step had ended before the moment came.
 * @property {Awaited<ReturnType<import('./scene.js').Scene['left']>>} left
 * @property {number | null} postExit How the clean-up ended.
 *
 * Milliseconds that a step takes when nobody kills it.
 * @typedef {Readonly<Record<Step, number>>} Durations
 */

/** Between two looks at what can be seen of a step. */
const LOOK = 1;

/** How long the steps take on this machine now. @param {HostName} host @returns {Promise<Durations>} */
export async function measureSteps(host) {
  const scene = await openScene(host);
  try {
    const began = performance.now();
    await scene.runMain();
    const between = performance.now();
    await scene.runPost();
    return { main: between - began, post: performance.now() - between };
  } finally {
    await scene.close();
  }
}

/**
 * Runs the job in a place of its own and kills a step of it by SIGKILL. Then the clean-up runs, as a runner would run it.
 * @param {HostName} host
 * @param {Step} step
 * @param {Moment} moment
 * @param {Durations} durations
 * @returns {Promise<Kill>}
 */
async function killStep(host, step, moment, durations) {
  const scene = await openScene(host);
  const over = new globalThis.AbortController();
  try {
    if (step === 'post') await scene.runMain();
    const sight = scene.watch();
    const when =
      moment.kind === 'fraction'
        ? delay(moment.fraction * durations[step], undefined, { signal: over.signal })
        : until(() => moment.isThere(sight()), over.signal);
    const end = { when, how: /** @type {const} */ ('SIGKILL') };
    const killed = await (step === 'main' ? scene.runMain(end) : scene.breakPost(end));
    over.abort();
    const post = await scene.runPost();
    return {
      ...{ host, step, moment: moment.name, wasKilled: killed.ended === 'SIGKILL' },
      ...{ left: await scene.left(), postExit: post.exitCode },
    };
  } finally {
    over.abort();
    await scene.close();
  }
}

/** @param {() => boolean} isThere @param {AbortSignal} signal */
async function until(isThere, signal) {
  while (!signal.aborted && !isThere()) await delay(LOOK);
}

/** @param {Kill} kill */
export const isClean = ({ left }) => Object.values(left).every((count) => count === 0);

/**
 * Kills at all of these moments, a few at a time.
 * @param {HostName} host
 * @param {readonly (readonly [Step, Moment])[]} moments
 * @param {Durations} durations
 * @param {{ readonly width: number }} options
 * @returns {Promise<readonly Kill[]>} in the order of the moments
 */
export const killAll = (host, moments, durations, { width }) =>
  fewAtATime(moments, width, ([step, moment]) => killStep(host, step, moment, durations));
