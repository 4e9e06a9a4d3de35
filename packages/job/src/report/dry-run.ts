import { formatSelection, type HttpEffects, openVault, type Settings } from '@senhasegura-action/core/internal';

/**
 * What a run would do, with all of it checked that can be without a secret: the settings have their names checked already, and by
 * asking for a token so are the address, TLS and the credentials. Names that come from fields are known only when the secrets are read, and are not.
 * @param but what this run does not do, for the message: "nothing is exported"
 * @returns a line for the log, and one for each selection
 * @throws {AuthenticationError}, {TransportError}
 */
export async function dryRun(settings: Settings, effects: HttpEffects, but: string): Promise<string> {
  const opened = openVault(settings, effects);
  try {
    await opened.authenticate();
  } finally {
    await opened.close();
  }
  const lines = settings.selections.map((selection) => `  ${formatSelection(selection)}`);
  return [
    `Dry run: the vault accepts the credentials; nothing was fetched and ${but}. A run would bring:`,
    ...lines,
  ].join('\n');
}
