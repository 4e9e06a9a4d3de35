/** Commands whose data the agent takes and does not show. */
const TAKEN = /^##vso\[task\.(?:setsecret|setvariable [^\]]*issecret=true;)/u;

/**
 * A job for the leak scanner of the harness: what its tasks wrote counts, but for the lines by which they hand secrets to
 * the agent.
 * @param {import('./job.js').AgentJob} job
 */
export const scannedJob = ({ steps, folders }) => ({
  folders,
  steps: steps.map((step) => ({
    ...step,
    conclusion: /** @type {const} */ ('success'),
    stdout: withoutTaken(step.stdout),
    stderr: withoutTaken(step.stderr),
    outputs: new Map(),
    exportedEnv: new Map(),
    stateFile: '',
    summary: '',
    masks: [],
    deprecated: [],
  })),
});

/** @param {string} output */
const withoutTaken = (output) =>
  output
    .split('\n')
    .filter((line) => !TAKEN.test(line))
    .join('\n');
