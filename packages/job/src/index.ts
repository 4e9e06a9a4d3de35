/** What the adapters and the command line do with fetched values, and how they give them back. */

export {
  type JobOrigin,
  originOfCommand,
  originOnAzure,
  originOnGitHub,
  originOnGitLab,
} from './accounts/job-origin.js';
export { spawnCommand } from './agent/spawn-command.js';
export { bringSecrets } from './bring-secrets.js';
export { awaitChange } from './clean-up/await-changes.js';
export { emptyAgent, removeFiles } from './clean-up/on-this-machine.js';
export { releaseCustodies } from './clean-up/release-custodies.js';
export { type CleanUpResult, reportCleanUp } from './clean-up/result.js';
export { takeBackInVault } from './clean-up/take-back-in-vault.js';
export { refuseDebugging } from './debugging.js';
export { distrustOfFolder, foldersToCreate } from './files/folders.js';
export { checkPrivateFiles, writePrivateFile } from './files/private-file.js';
export { readPrivateText, replacePrivateText } from './files/private-text.js';
export { removePrivateFile } from './files/remove-private-file.js';
export { type HostOutput, openHostOutput } from './host-output.js';
export { type LedgerBook, openLedgerBook, takingEvents } from './ledger/ledger-book.js';
export { parseLedger } from './ledger/ledger-text.js';
export { EMPTY_LEDGER, type Ledger } from './ledger/ledger.js';
export { fromStateParts, toStateParts } from './ledger/state-parts.js';
export { maskForms } from './masking/mask-forms.js';
export { looksSecret, type Suspect, suspectsIn } from './masking/suspects.js';
export { createMasker, fetchedSecrets, isUnmasked, type Masker, maskFetched, type Maskings } from './masking/masker.js';
export { type CaselessNames, caselessNames } from './names/caseless-names.js';
export { deniedBy } from './names/deny-list.js';
export { lineProblemOf } from './names/refused-name.js';
export { foldName, sinkName } from './names/variable-name.js';
export { effectsOf, type Platform, type RunCommand, type StateStore } from './platform.js';
export { crowdingOf, fitsEnvironment } from './publish/environment-limits.js';
export { planPublications } from './publish/publication-plan.js';
export { describeDestination, type Publication, resolveDestinations } from './publish/publication.js';
export { isKeptByPosixShells, printLine, quotePosix, untraced } from './publish/posix-shell.js';
export { deleteProjectVariables } from './publish/project-variables.js';
export { destinationKey } from './publish/settle-conflicts.js';
export { publish } from './publish/publish.js';
export { dryRun } from './report/dry-run.js';
export { printable, withoutCommands } from './report/harmless-text.js';
export { LOG_PAUSE, waitReporter } from './report/wait-reporter.js';
export { checkoutOf, whyEmpty } from './report/why-empty.js';
export { unmaskedWarning } from './report/unmasked-warning.js';
export { takeBack } from './take-back.js';
export { renderTemplate } from './templates/render-template.js';
