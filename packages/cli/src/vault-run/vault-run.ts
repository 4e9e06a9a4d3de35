import {
  decryptorOf,
  type Fetched,
  fetchSecrets,
  type HttpEffects,
  jobEffects,
  type LineProblem,
  openVaultSession,
  readSettings,
  secretsInSettings,
  type Settings,
  type SettingSources,
  type VaultSession,
} from '@senhasegura-action/core/internal';
import {
  createMasker,
  effectsOf,
  fetchedSecrets,
  type JobOrigin,
  type LedgerBook,
  LOG_PAUSE,
  type Masker,
  takingEvents,
  waitReporter,
} from '@senhasegura-action/job';
import type { StderrLog } from '../terminal/stderr-log.js';

/** One command's work with a vault: settings that are read, a session that is open, a ledger that is kept. */
export interface VaultRun {
  readonly settings: Settings;
  readonly session: VaultSession;
  readonly ledger: LedgerBook;
  readonly effects: HttpEffects;
  readonly masker: Masker;
  readonly log: StderrLog;
  /** Fetches what the settings select; nothing is published. Every value is hidden from messages first. */
  readonly fetch: () => Promise<readonly Fetched[]>;
}

/** Settings with all that must not be shown already hidden. */
export interface PreparedSettings {
  readonly settings: Settings;
  readonly masker: Masker;
  readonly effects: HttpEffects;
  /** Every text that was hidden so far: the credentials' forms. */
  readonly hidden: () => readonly string[];
}

/** Milliseconds in which the running line of a terminal is back, where a message has taken its place. */
const RUNNING_PAUSE = 1000;

/** @throws {InputError} every problem of the settings, and what `lineProblem` has against their lines */
export async function prepareSettings(
  sources: SettingSources,
  log: StderrLog,
  lineProblem?: LineProblem,
): Promise<PreparedSettings> {
  const settings = await readSettings(sources, lineProblem);
  for (const remark of settings.remarks ?? []) log.warning(remark);
  const hidden: string[] = [];
  const mask = (lines: readonly string[]): void => {
    hidden.push(...lines);
    log.hide(lines);
  };
  const masker = createMasker({ mask }, settings.maskMinLength);
  masker.mask(secretsInSettings(settings));
  const onWait = waitReporter({
    show: (line) => {
      log.running(line);
    },
    end: () => {
      log.running(undefined);
    },
    pause: log.isTerminal ? RUNNING_PAUSE : LOG_PAUSE,
    now: () => jobEffects.now(),
  });
  const effects = { ...effectsOf({ log }, masker, jobEffects), onWait };
  return { settings, masker, effects, hidden: () => hidden };
}

interface SessionOptions {
  readonly wrap?: (session: VaultSession) => VaultSession;
  /** Where the command ends what it took when something ends: the job that accounts are made for (`jit`). */
  readonly origin?: JobOrigin;
}

/** Opens the session; nothing is sent yet. */
export function openVaultRun(
  { settings, masker, effects }: PreparedSettings,
  ledger: LedgerBook,
  log: StderrLog,
  { wrap = (session) => session, origin }: SessionOptions = {},
): VaultRun {
  const session = wrap(openVaultSession(settings, takingEvents(ledger, origin), effects));
  return {
    ...{ settings, session, ledger, effects, masker, log },
    fetch: async () => {
      const decrypt = await decryptorOf(settings, log);
      const fetched = await fetchSecrets(settings.selections, session, { log, decrypt });
      masker.mask(fetchedSecrets(fetched));
      return fetched;
    },
  };
}
