import {
  type Environment,
  InputError,
  isSecretSetting,
  parseNames,
  SETTING_NAMES,
  settingVariable,
} from '@senhasegura-action/core/internal';
import { dryRun, reportCleanUp } from '@senhasegura-action/job';
import { exitStatusOf, runCommand } from '../run-command/run-command.js';
import {
  type CommandContext,
  isSwitchedOn,
  type RunsCommand,
  selectedSecrets,
  settingSources,
} from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { InterruptedError } from '../terminal/interrupts.js';
import { refuseSinks } from '../vault-run/command-platform.js';
import { takeBackFromVault, takeBackHere } from '../vault-run/take-back.js';
import { openVaultRun, type PreparedSettings, prepareSettings, type VaultRun } from '../vault-run/vault-run.js';
import { forgetfulLedger } from '../vault-run/with-vault.js';
import { readEnvFiles } from './env-files.js';
import { type EnvReferences, envReferences, ownReferences } from './env-references.js';
import { type PreparedSecrets, prepareSecrets } from './prepare-secrets.js';

/** What the command's variables are before there are secrets. */
type Texts = Pick<EnvironmentParts, 'fromFiles' | 'references'>;

/**
 * `senhasegura run [--secret REF]... [--env-file FILE]... -- COMMAND`: the command alone gets the secrets, and what it prints is
 * redacted. All that was taken is given back when it ends.
 */
export const run: RunsCommand = async (context) => {
  const { invocation, given, terminal, log } = context;
  const fromFiles = await readEnvFiles(invocation.options.get('env-file') ?? [], terminal.cwd);
  const references = referencesOf(context, fromFiles);
  const lines = [references.lines, selectedSecrets(invocation, given) ?? []].flat();
  const always = lines.length === 0 ? {} : { secrets: lines.join('\n') };
  const prepared = await prepareSettings(settingSources(invocation, given, terminal, { always }), log);
  refuseSinks(prepared.settings.selections);
  if (prepared.settings.dryRun) {
    log.notice(await dryRun(prepared.settings, prepared.effects, 'nothing is started'));
    return EXIT.done;
  }
  return runWithSecrets(prepared, { fromFiles, references: new Set(references.names) }, context);
};

/** @throws {InputError} values of --env-file that begin like references and are none; in the environment they may be anything */
function referencesOf(
  { invocation, given, terminal: { environment }, log }: CommandContext,
  fromFiles: ReadonlyMap<string, string>,
): Pick<EnvReferences, 'lines' | 'names'> {
  if (invocation.options.get('env-references')?.at(-1) === 'false') return { lines: [], names: [] };
  const own = Object.entries(environment).flatMap(([name, value]): [string, string][] =>
    value === undefined || fromFiles.has(name) ? [] : [[name, value]],
  );
  const allowNames = parseNames(given.text('allow-names') ?? '');
  // What is wrong with them, the settings tell.
  const ofEnvironment = ownReferences(own, 'ok' in allowNames ? allowNames.ok : new Set());
  const ofFiles = envReferences(fromFiles);
  for (const problem of ofEnvironment.problems) log.warning(`${problem} It is handed on as it is.`);
  if (ofFiles.problems.length > 0) throw new InputError(ofFiles.problems);
  return { lines: [...ofEnvironment.lines, ...ofFiles.lines], names: [...ofEnvironment.names, ...ofFiles.names] };
}

async function runWithSecrets(prepared: PreparedSettings, texts: Texts, context: CommandContext): Promise<number> {
  const { interrupts, log } = context;
  const vaultRun = openVaultRun(prepared, forgetfulLedger(), log);
  const preparing = prepareSecrets(vaultRun, prepared, context);
  let connections: 'open' | 'closed' = 'open';
  let code: number;
  let complete: boolean;
  try {
    const secrets = await interrupts.during(preparing);
    if (interrupts.signal !== undefined) throw new InterruptedError(interrupts.signal);
    code = await execute(secrets, texts, context);
  } catch (error) {
    await vaultRun.session.close();
    await Promise.allSettled([preparing]);
    connections = 'closed';
    throw error;
  } finally {
    complete = await takeBack(vaultRun, connections, context);
    await vaultRun.session.close();
  }
  return !complete && prepared.settings.strictCleanup && code === EXIT.done ? EXIT.failed : code;
}

async function takeBack(
  vaultRun: VaultRun,
  connections: 'open' | 'closed',
  { terminal, log }: CommandContext,
): Promise<boolean> {
  const here = await takeBackHere(vaultRun.ledger.current, terminal);
  return reportCleanUp([...here, ...(await takeBackFromVault(vaultRun, connections))], log) === 0;
}

async function execute(
  { variables, forms }: PreparedSecrets,
  texts: Texts,
  { invocation, terminal, log }: CommandContext,
): Promise<number> {
  const [command = '', ...args] = invocation.commandToRun;
  const { environment, stdout, stderr, signals } = terminal;
  const keep = isSwitchedOn(invocation, 'keep-credentials');
  const result = await runCommand({
    ...{ command, args, forms, stdout, stderr, signals },
    environment: commandEnvironment({ own: environment, ...texts, secrets: variables }, keep),
    stdin: 'inherit',
  });
  if (result.kind === 'not-started') {
    log.error(`The command could not be ${result.reason === 'not-found' ? 'found' : 'started'} (${result.code}).`);
  } else if (result.output === 'cut-off') {
    log.warning('Something that the command has started keeps its output open. It is no longer shown.');
  }
  return exitStatusOf(result);
}

/** The variables that hold credentials of the vault: no command that works with secrets needs them. */
const CREDENTIALS: ReadonlySet<string> = new Set(SETTING_NAMES.filter(isSecretSetting).map(settingVariable));

interface EnvironmentParts {
  readonly own: Environment;
  readonly fromFiles: ReadonlyMap<string, string>;
  readonly secrets: ReadonlyMap<string, string>;
  /** Variables whose own value is a reference: the text of one is no value, should there be no secret for it. */
  readonly references: ReadonlySet<string>;
}

/** All variables of the command: those of files beat its own, and secrets beat both. */
export function commandEnvironment(
  { own, fromFiles, secrets, references }: EnvironmentParts,
  keepCredentials: boolean,
): Environment {
  const kept = Object.entries(own).filter(([name]) => keepCredentials || !CREDENTIALS.has(name));
  const texts = [...kept, ...fromFiles].filter(([name]) => !references.has(name));
  return Object.fromEntries([...texts, ...secrets]);
}
