/**
 * What other jobs get of the `outputs` of a job, and the names of those that they do not get.
 * @typedef {{ readonly outputs: ReadonlyMap<string, string>, readonly skipped: readonly string[] }} JobOutputs
 */

/**
 * `JobExtension.FinalizeJob` of the runner (src/Runner.Worker/JobExtension.cs): an output that is empty is left out, and one
 * that masking would change is left out with a warning, `Skip output '...' since it may contain secret.`
 * @param {Readonly<Record<string, string>>} evaluated `outputs` of the job, their expressions evaluated.
 * @param {(text: string) => string} mask
 * @returns {JobOutputs}
 */
export function jobOutputs(evaluated, mask) {
  const filled = Object.entries(evaluated).filter(([, value]) => value !== '');
  return {
    outputs: new Map(filled.filter(([, value]) => mask(value) === value)),
    skipped: filled.filter(([, value]) => mask(value) !== value).map(([name]) => name),
  };
}
