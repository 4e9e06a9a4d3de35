import { parse } from 'yaml';
import { createAgentJob } from '../stand-ins/azure-agent/job.js';
import { writeFiles } from '../harness/sandbox.js';

/**
 * @typedef {object} Step
 * @property {string} [task]
 * @property {string} [name]
 * @property {Readonly<Record<string, string | boolean>>} [inputs]
 * @property {string} [script]
 * @property {Readonly<Record<string, string>>} [env]
 */

/**
 * Runs a pipeline of one job on the stand-in of the agent: its steps one after another until one fails, then the post-job parts.
 * @param {object} given
 * @param {string} given.pipeline
 * @param {import('../harness/sandbox.js').Texts} [given.files] what the repository has
 * @param {import('../stand-ins/azure-agent/job.js').JobOptions} given.agent
 * @returns {Promise<import('../harness/sandbox.js').Ended>}
 */
export async function runOnAzure({ pipeline, files = {}, agent }) {
  const { steps } = /** @type {{ steps: readonly Step[] }} */ (parse(pipeline));
  const job = createAgentJob(agent);
  try {
    writeFiles(job.folders.work, files);
    for (const step of steps) {
      const result = await runStep(job, step);
      if (result === undefined || result.result === 'Failed') break;
    }
    await job.runPosts();
    return {
      code: job.steps.every(({ result }) => result === 'Succeeded') ? 0 : 1,
      log: job.steps.map(({ log }) => log).join('\n'),
    };
  } finally {
    job.dispose();
  }
}

/** @param {import('../stand-ins/azure-agent/job.js').AgentJob} job @param {Step} step */
function runStep(job, { task, name, inputs = {}, script, env = {} }) {
  if (script !== undefined) return job.runScript(script, env);
  if (task !== 'SenhaseguraSecrets@1') throw new Error(`The stand-in has no task ${String(task)}`);
  const texts = Object.fromEntries(Object.entries(inputs).map(([input, value]) => [input, String(value)]));
  return job.runTask({ ...(name !== undefined && { name }), inputs: texts, env });
}
