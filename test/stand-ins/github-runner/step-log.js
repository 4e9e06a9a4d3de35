/**
 * @typedef {'error' | 'warning' | 'notice'} IssueType
 * @typedef {{ readonly type: IssueType, readonly message: string }} Issue An annotation, as the run's page shows it.
 */

/** `ExecutionContext._maxIssueMessageLength`. */
const MAX_ISSUE_LENGTH = 4096;

/**
 * What a step shows: `ExecutionContext.Write`, `AddIssue`, `Debug`. Everything passes the masker.
 * @param {{ mask: (text: string) => string, debug: boolean }} options
 */
export function createStepLog({ mask, debug }) {
  /** @type {string[]} */
  const entries = [];
  /** @type {Issue[]} */
  const issues = [];
  /**
   * @param {string} tag
   * @param {string} message
   */
  const write = (tag, message) => void entries.push(mask(`${tag}${message}`));

  return {
    issues,
    /** @param {string} message */
    output: (message) => {
      write('', message);
    },
    /** Shown only when `ACTIONS_STEP_DEBUG` is on.
     * @param {string} message */
    debug: (message) => {
      if (debug) {
        message.split(/\r?\n/u).forEach((line) => {
          write('##[debug]', line);
        });
      }
    },
    /**
     * @param {IssueType} type
     * @param {string} message
     */
    issue: (type, message) => {
      const masked = mask(message).slice(0, MAX_ISSUE_LENGTH);
      issues.push({ type, message: masked });
      if (masked !== '') {
        write(`##[${type}]`, masked);
      }
    },
    text: () => entries.map((entry) => `${entry}\n`).join(''),
  };
}

/** @typedef {ReturnType<typeof createStepLog>} StepLog */
