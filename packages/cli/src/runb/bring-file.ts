import { stat } from 'node:fs/promises';
import { type Fetched, InputError, quoteText, registering, registrationOf } from '@senhasegura-action/core/internal';
import {
  deleteProjectVariables,
  dryRun,
  type Maskings,
  originOfCommand,
  planPublications,
  publish,
} from '@senhasegura-action/job';
import type { ToolName } from '../formats/tool-name.js';
import {
  type CommandContext,
  DEFAULT_MAPPING,
  hasDefaultMapping,
  type Preferences,
  selectedSecrets,
  settingSources,
} from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { saidAloud } from '../terminal/stderr-log.js';
import { readTextFile } from '../terminal/terminal.js';
import {
  commandLineProblem,
  createCommandPlatform,
  systemLimits,
  warnOfShortValues,
} from '../vault-run/command-platform.js';
import { type StateFile, stateFileOf } from '../vault-run/state-file.js';
import { bringForLater, resumedLedger } from '../vault-run/take-back-later.js';
import { openVaultRun, prepareSettings, type VaultRun } from '../vault-run/vault-run.js';
import { collisionWarnings, inFixedOrder } from './collisions.js';
import type { RunbOptions } from './runb-options.js';
import { occupantOf, replaceFile, temporaryNameOf, variablesText } from './secrets-file.js';

/** Tools whose file masks the values in the log; for the others no length makes a difference. */
const MASKING_TOOLS: ReadonlySet<ToolName> = new Set<ToolName>(['github', 'azure-devops']);

/**
 * Fetches the secrets and writes the file; what has to be taken back waits in the state file for `runb --clean`. A run that
 * fails takes everything back itself, and leaves no file.
 */
export async function bringFile(context: CommandContext, options: RunbOptions): Promise<number> {
  const { invocation, given, terminal, log } = context;
  const sources = settingSources(invocation, given, terminal, await preferencesOf(context));
  const prepared = await prepareSettings(sources, log, commandLineProblem);
  const registration = await registrationOf(prepared.settings, sources);
  prepared.masker.mask(registration?.secrets ?? []);
  if (prepared.settings.dryRun) {
    const { settings } = prepared;
    const plan = (fetched: readonly Fetched[]) =>
      planPublications(fetched, settings, terminal.tempDir, systemLimits(terminal.system));
    log.notice(await dryRun(prepared, 'nothing is written', plan));
    return EXIT.done;
  }
  await checkPlace(options, context);
  // A mapping file can come with a checkout: what it sends is said to everybody, and not only with --verbose.
  const told = saidAloud(log);
  const state = stateFileOf('runb', options.secretsFile, terminal);
  const run = openVaultRun(prepared, resumedLedger(state), log, {
    wrap: (session) => registering(registration, session, told),
    origin: originOfCommand(terminal.environment),
  });
  return bringForLater(run, bring(run, state, context, options), context, { state, tempDir: terminal.tempDir });
}

async function preferencesOf({ invocation, given, terminal: { cwd } }: CommandContext): Promise<Preferences> {
  const secrets = selectedSecrets(invocation, given);
  const hasMapping = await hasDefaultMapping(cwd);
  return {
    always: secrets === undefined ? {} : { secrets },
    otherwise: { 'on-conflict': 'last', ...(hasMapping ? { 'mapping-file': DEFAULT_MAPPING } : {}) },
  };
}

/** Before anything is fetched. */
async function checkPlace({ secretsFile, shownFile }: RunbOptions, { log }: CommandContext): Promise<void> {
  const occupant = await occupantOf(secretsFile);
  if (occupant === 'other') {
    throw new InputError(`${quoteText(shownFile)} is no regular file. Remove it, or choose another --secrets-file.`);
  }
  if (occupant === 'link') {
    const target = await stat(secretsFile).then(
      () => 'What it points to',
      () => 'Its target',
    );
    log.warning(`${shownFile} is a symbolic link: the link is replaced by a private file. ${target} is not touched.`);
  }
}

async function bring(
  run: VaultRun,
  state: StateFile,
  { terminal, log, given }: CommandContext,
  options: RunbOptions,
): Promise<void> {
  const { settings, ledger } = run;
  const { environment, tempDir, cwd, system } = terminal;
  const limits = systemLimits(system);
  const fetched = inFixedOrder(await run.fetch());
  if (settings.onConflict === 'last') {
    for (const warning of collisionWarnings(fetched, settings.nameCase, { tempDir, ...limits })) log.warning(warning);
  }
  const publications = planPublications(fetched, settings, tempDir, limits);
  const maskings: Maskings = MASKING_TOOLS.has(options.tool)
    ? warnOfShortValues(publications, settings, log)
    : () => ({ kind: 'masked' });
  const { platform, variables } = createCommandPlatform({ environment, system, tempDir, log, state });
  await publish(publications, { platform, ledger, maskings, runningSocket: environment.SSH_AUTH_SOCK });
  const { secretsFile, shownFile, tool } = options;
  const text = variablesText(tool, variables(), fetched, settings);
  const temporary = temporaryNameOf(secretsFile);
  ledger.write({ files: [temporary, secretsFile] });
  await replaceFile(secretsFile, temporary, text);
  const count = variables().size;
  log.notice(`Wrote ${count} ${count === 1 ? 'variable' : 'variables'} for ${tool} to ${shownFile}.`);
  if (!options.deletesGitLabVariables) return;
  await deleteProjectVariables([...variables().keys()], {
    wantedBy: '--delete-gitlab-variables',
    environment: { ...environment, ...given.gitLab },
    readTextFile: (path) => readTextFile(path, cwd),
    log,
    onSecret: (value) => {
      run.effects.onSecret(value);
    },
  });
}
