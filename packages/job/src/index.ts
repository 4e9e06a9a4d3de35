/** What the adapters and the command line do with fetched values, and how they give them back. */

export { neededVariables, spawnCommand } from './agent/spawn-command.js';
export { bringSecrets } from './bring-secrets.js';
export { emptyAgent, removeFiles } from './clean-up/on-this-machine.js';
export { releaseCustodies } from './clean-up/release-custodies.js';
export { type CleanUpResult, reportCleanUp } from './clean-up/result.js';
export { takeBackInVault } from './clean-up/take-back-in-vault.js';
export { distrustOfFolder } from './files/folders.js';
export { writePrivateFile } from './files/private-file.js';
export { readPrivateText, replacePrivateText } from './files/private-text.js';
export { removePrivateFile } from './files/remove-private-file.js';
export { type LedgerBook, openLedgerBook, takingEvents } from './ledger/ledger-book.js';
export { parseLedger } from './ledger/ledger-text.js';
export { EMPTY_LEDGER, type Ledger } from './ledger/ledger.js';
export { fromStateParts, toStateParts } from './ledger/state-parts.js';
export { maskForms } from './masking/mask-forms.js';
export { createMasker, fetchedSecrets, type Masker } from './masking/masker.js';
export { deniedBy } from './names/deny-list.js';
export { effectsOf, type Platform, type RunCommand, type StateStore } from './platform.js';
export { crowdingOf, fitsEnvironment } from './publish/environment-limits.js';
export { planPublications } from './publish/publication-plan.js';
export { describeDestination, type Publication, resolveDestinations } from './publish/publication.js';
export { isKeptByPosixShells, printLine, quotePosix, untraced } from './publish/posix-shell.js';
export { deleteProjectVariables } from './publish/project-variables.js';
export { publish } from './publish/publish.js';
export { dryRun } from './report/dry-run.js';
export { printable, withoutCommands } from './report/harmless-text.js';
export { takeBack } from './take-back.js';
