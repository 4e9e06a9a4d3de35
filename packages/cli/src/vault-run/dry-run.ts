import { formatSelection, openLedgerBook, openVaultSession } from '@senhasegura-action/core';
import type { StderrLog } from '../entry/stderr-log.js';
import type { PreparedSettings } from './vault-run.js';

/** Proves the credentials and says what a run would bring; nothing secret is fetched. @throws the vault's errors */
export async function dryRun({ settings, effects }: PreparedSettings, log: StderrLog): Promise<void> {
  const session = openVaultSession(settings, openLedgerBook({ save: () => undefined, load: () => undefined }), effects);
  try {
    await session.opened.authenticate();
  } finally {
    await session.close();
  }
  const lines = settings.selections.map((selection) => `  ${formatSelection(selection)}`);
  log.notice(['Dry run: the vault accepts the credentials. A run would bring:', ...lines].join('\n'));
}
