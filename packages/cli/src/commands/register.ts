import {
  InputError,
  namesShown,
  quoteText,
  registering,
  registrationOf,
  type SettingSources,
} from '@senhasegura-action/core/internal';
import {
  type CommandContext,
  DEFAULT_MAPPING,
  hasDefaultMapping,
  type RunsCommand,
  settingSources,
} from '../settings/command-context.js';
import { readWrittenText } from '../settings/written-text.js';
import { EXIT } from '../terminal/exit-code.js';
import { saidAloud } from '../terminal/stderr-log.js';
import { type Terminal } from '../terminal/terminal.js';
import { prepareSettings } from '../vault-run/vault-run.js';
import { rehearse, withPreparedVault } from '../vault-run/with-vault.js';

/** `senhasegura register [MAPPING_FILE]`: stores the mapped variables of the environment as secrets. */
export const register: RunsCommand = async (context) => {
  const { invocation, given, terminal, log } = context;
  const path = await mappingFileOf(context);
  const text = mappingText(path, terminal);
  const always = { secrets: 'dsm:*', 'mapping-file': path };
  const others = settingSources(invocation, given, terminal, { always });
  const sources: SettingSources = {
    ...others,
    readTextFile: (file) => (file === path ? Promise.resolve(text) : others.readTextFile(file)),
  };
  const prepared = await prepareSettings(sources, log);
  const registration = await registrationOf(prepared.settings, sources);
  prepared.masker.mask(registration?.secrets ?? []);
  // A belt may run on without its variables; who calls this command wants something registered.
  if (registration?.secrets.length === 0) {
    throw new InputError(
      `There is nothing to register: of no entry of ${quoteText(path)} are all variables set (${namesShown(registration.skipped)}).`,
    );
  }
  if (prepared.settings.dryRun) {
    const names = namesShown((registration?.secrets ?? []).map(({ name }) => name));
    const rest = prepared.settings.sendEnvironment ? ' and send the rest of the environment with them' : '';
    return rehearse(prepared, context, () => `register ${names}${rest}`);
  }
  return withPreparedVault(prepared, context, async ({ session }) => {
    await registering(registration, session, saidAloud(log)).authorized();
    return EXIT.done;
  });
};

async function mappingFileOf({ invocation, given, terminal: { cwd } }: CommandContext): Promise<string> {
  const named = invocation.words[0] ?? given.text('mapping-file');
  if (named !== undefined) return named;
  if (await hasDefaultMapping(cwd)) return DEFAULT_MAPPING;
  throw new InputError(`No mapping file is given, and there is no ${DEFAULT_MAPPING} here: senhasegura register FILE`);
}

/** Once: what a shell puts in the place of `<(command)` can be read no second time. */
const mappingText = (path: string, { cwd }: Terminal): string =>
  readWrittenText(`The mapping file ${quoteText(path)}`, {
    ...{ path, cwd },
    advice: 'Check its path, which counts from the folder that the command is run in, and its rights.',
  });
