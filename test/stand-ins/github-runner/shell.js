/**
 * How `ScriptHandler` starts a script: `ScriptHandlerHelpers._defaultArguments`.
 * @typedef {'bash' | 'sh' | 'node {0}' | undefined} Shell `undefined`: the step names no shell. `node {0}` is a command of
 *   one's own, as a workflow may name any (`ScriptHandlerHelpers.ParseShellOptionString`).
 */

/**
 * @param {Shell} shell
 * @param {string} nodePath what `node` is
 * @returns {{ file: string, args: string[] }} to which the path of the script is added
 */
export function shellCommand(shell, nodePath) {
  switch (shell) {
    case 'bash':
      return { file: 'bash', args: ['--noprofile', '--norc', '-e', '-o', 'pipefail'] };
    case 'sh':
      return { file: 'sh', args: ['-e'] };
    case 'node {0}':
      return { file: nodePath, args: [] };
    case undefined:
      return { file: 'bash', args: ['-e'] };
    default:
      throw new Error(`The stand-in knows no shell ${String(shell)}`);
  }
}

/**
 * The lines with which `ScriptHandler.PrintActionDetails` opens a step's log.
 * @param {string} script
 */
export function scriptDetails(script) {
  const [first = ''] = script.replace(/^[ \t\r\n]+/u, '').split(/[\r\n]/u);
  const lines = script.replaceAll('\r\n', '\n').replace(/\n+$/u, '').split('\n');
  return [`##[group]Run ${first}`, ...lines.map((line) => `\u001b[36;1m${line}\u001b[0m`)];
}
