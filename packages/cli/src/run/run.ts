import type { Fetched } from '@senhasegura-action/core/internal';
import {
  caselessNames,
  type CleanUpResult,
  dryRun,
  originOfCommand,
  planPublications,
  reportCleanUp,
} from '@senhasegura-action/job';
import { compileForms } from '../redact/compile-forms.js';
import { exitStatusOf, runCommand, runOnTerminal } from '../run-command/run-command.js';
import type { Startable } from '../run-command/windows-command.js';
import { type CommandContext, isSwitchedOn, type RunsCommand, settingSources } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { InterruptedError } from '../terminal/interrupts.js';
import { isFile, type Terminal } from '../terminal/terminal.js';
import { openCommandLedger } from '../vault-run/command-ledger.js';
import { commandLineProblem, systemLimits } from '../vault-run/command-platform.js';
import { givenBack, takeBackFromVault, takeBackHere } from '../vault-run/take-back.js';
import { openVaultRun, type PreparedSettings, prepareSettings, type VaultRun } from '../vault-run/vault-run.js';
import { chosenSecrets } from './chosen-secrets.js';
import { commandEnvironment, type EnvironmentParts, variableIn } from './command-environment.js';
import { readEnvFiles } from './env-files.js';
import { whyNotStarted } from './not-started.js';
import { outputWay, type OutputWay } from './open-output.js';
import { type PreparedSecrets, prepareSecrets } from './prepare-secrets.js';

/** How the command is run, once there are secrets. */
interface Plan {
  /** What its variables are before that. */
  readonly texts: Pick<EnvironmentParts, 'fromFiles' | 'references'>;
  readonly way: OutputWay;
}

/**
 * `senhasegura run [--secret REF]... [--env-file FILE]... -- COMMAND`: the command alone gets the secrets, and what it prints is
 * redacted. All that was taken is given back when it ends.
 */
export const run: RunsCommand = async (context) => {
  const { invocation, given, terminal, log } = context;
  const way = outputWay(context);
  const fromFiles = await readEnvFiles(invocation.options.get('env-file') ?? [], terminal.cwd);
  const { selection, references } = chosenSecrets(context, fromFiles);
  const isNone = selection.length === 0;
  const always = selection === 'every-secret' ? {} : { secrets: isNone ? 'dsm:*' : selection.join('\n') };
  const sources = settingSources(invocation, given, terminal, { always });
  const read = await prepareSettings(sources, log, commandLineProblem);
  const prepared = isNone ? withoutSecrets(read, log) : read;
  if (prepared.settings.dryRun) {
    const { settings } = prepared;
    const plan = (fetched: readonly Fetched[]) =>
      planPublications(fetched, settings, terminal.tempDir, systemLimits(terminal.system));
    log.notice(await dryRun(prepared, 'nothing is started', plan));
    return EXIT.done;
  }
  return runWithSecrets(prepared, { texts: { fromFiles, references }, way }, context);
};

/** An empty `secrets` would mean all of them. */
function withoutSecrets(read: PreparedSettings, log: CommandContext['log']): PreparedSettings {
  log.notice("The files have no reference, so no secret is brought. --secret 'dsm:*' brings all of them.");
  return { ...read, settings: { ...read.settings, selections: [] } };
}

async function runWithSecrets(prepared: PreparedSettings, plan: Plan, context: CommandContext): Promise<number> {
  const { interrupts, log } = context;
  const { ledger, close } = await openCommandLedger(context);
  const vaultRun = openVaultRun(prepared, ledger, log, { origin: originOfCommand(context.terminal.environment) });
  const preparing = prepareSecrets(vaultRun, prepared, context);
  let connections: 'open' | 'closed' = 'closed';
  let code: number;
  let complete: boolean;
  try {
    const secrets = await interrupts.during(preparing);
    if (interrupts.signal !== undefined) throw new InterruptedError(interrupts.signal);
    code = await execute(secrets, plan, context);
    connections = 'open';
  } finally {
    complete = await takeBack(vaultRun, { preparing, connections }, context);
    close();
  }
  return !complete && prepared.settings.strictCleanup && code === EXIT.done ? EXIT.failed : code;
}

async function takeBack(
  vaultRun: VaultRun,
  { preparing, connections }: { readonly preparing: Promise<unknown>; readonly connections: 'open' | 'closed' },
  context: CommandContext,
): Promise<boolean> {
  const { terminal, log } = context;
  const { ledger, session } = vaultRun;
  const work = async (): Promise<readonly CleanUpResult[]> => {
    if (connections === 'closed') {
      await session.close();
      await Promise.allSettled([preparing]);
    }
    const here = await takeBackHere(ledger.current, terminal);
    const there = await takeBackFromVault(vaultRun, connections);
    await session.close();
    return [...here, ...there];
  };
  return reportCleanUp(await givenBack(work, ledger.current.custodies, context), log) === 0;
}

async function execute(
  { variables, forms }: PreparedSecrets,
  { texts, way }: Plan,
  { invocation, terminal, log }: CommandContext,
): Promise<number> {
  const { environment: own, stdout, stderr, signals, cwd, system } = terminal;
  const keepCredentials = isSwitchedOn(invocation, 'keep-credentials');
  const caseless = caselessNames(system).variables;
  const environment = commandEnvironment({ own, ...texts, secrets: variables }, { keepCredentials, caseless });
  const found = await foundCommand(invocation.commandToRun, { environment, cwd, system });
  if (found.kind !== 'start') {
    log.error(found.problem);
    return found.kind === 'not-found' ? 127 : 126;
  }
  const { command, args, verbatim } = found;
  const started = { command, args, verbatim, environment, signals };
  const onHeldBack = (): void => {
    log.notice('The end of what the command printed is held back, because a secret begins so. It may be a prompt.');
  };
  const piped = { ...started, stdout, stderr, stdin: 'inherit', onHeldBack } as const;
  const result =
    way === 'terminal'
      ? await runOnTerminal(started)
      : await runCommand({ ...piped, forms: way === 'open' ? compileForms([]) : forms });
  if (result.kind === 'not-started')
    log.error(await whyNotStarted(command, result, variableIn(environment, 'PATH', caseless), cwd));
  else if (result.output === 'cut-off') {
    log.warning('Something that the command has started keeps its output open. It is no longer shown.');
  }
  return exitStatusOf(result);
}

/** Elsewhere than on Windows the system itself finds it, when it is started. */
async function foundCommand(
  [command = '', ...args]: readonly string[],
  { system, environment, cwd }: Pick<Terminal, 'system' | 'environment' | 'cwd'>,
): Promise<Startable> {
  if (system !== 'win32') return { kind: 'start', command, args, verbatim: false };
  const { windowsCommand } = await import('../run-command/windows-command.js');
  return windowsCommand(command, args, { environment, cwd, isFile });
}
