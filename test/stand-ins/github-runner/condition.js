/** @typedef {'success' | 'failure' | 'cancelled'} JobStatus */

/**
 * `StepsRunner` evaluates a step's `if`, and an action's `post-if`, against the status of the job. The stand-in knows
 * the status functions; any other expression is an error.
 * @param {string} expression
 * @param {JobStatus} status
 * @returns {boolean}
 */
export function evaluateCondition(expression, status) {
  switch (expression.replaceAll(' ', '')) {
    case 'always()':
      return true;
    case 'success()':
      return status === 'success';
    case 'failure()':
      return status === 'failure';
    case 'cancelled()':
      return status === 'cancelled';
    case '!cancelled()':
      return status !== 'cancelled';
    default:
      throw new Error(`The stand-in cannot evaluate the condition ${expression}`);
  }
}
