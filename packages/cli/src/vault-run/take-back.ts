import { failureMessage, type SettingName } from '@senhasegura-action/core/internal';
import {
  type CleanUpResult,
  emptyAgent,
  type Ledger,
  quotePosix,
  releaseCustodies,
  removeFiles,
  spawnCommand,
  takeBackInVault,
} from '@senhasegura-action/job';
import type { Invocation } from '../command-line/parse-command-line.js';
import type { CommandContext } from '../settings/command-context.js';
import type { Terminal } from '../terminal/terminal.js';
import type { VaultRun } from './vault-run.js';

/**
 * Gives back what the run took in the vault, as far as the settings say so: custody, used keys, a registered authorization.
 * Works after an interruption too, when the session's connections are closed: then over new ones. Never throws.
 */
export async function takeBackFromVault(
  run: VaultRun,
  connections: 'open' | 'closed',
): Promise<readonly CleanUpResult[]> {
  try {
    return connections === 'open' && isQuicklyDone(run)
      ? await releaseHere(run)
      : await takeBackInVault(run.ledger.current, run.settings, run.effects);
  } catch (error) {
    return [{ kind: 'failed', what: failureMessage(error) }];
  }
}

/** Nothing but custody: no account that has to be ended, and no password whose change has to be waited for. */
function isQuicklyDone({ settings, ledger }: VaultRun): boolean {
  const isPlain = settings.releaseCustody && !settings.rotateSshKeys && !settings.revokeAuthorization;
  return isPlain && (ledger.current.oneTime ?? []).length === 0 && ledger.current.accounts === undefined;
}

/** With the token and the connection that are there. */
async function releaseHere({ ledger, session }: VaultRun): Promise<readonly CleanUpResult[]> {
  const { custodies } = ledger.current;
  if (custodies.length === 0) return [];
  const { vault } = await session.authorized();
  const { released, results } = await releaseCustodies(custodies, vault);
  ledger.strikeCustodies(released);
  return results;
}

/** Takes back what a ledger has on this machine: keys in an agent first, then files. */
export async function takeBackHere(
  ledger: Ledger,
  { environment, tempDir }: Pick<Terminal, 'environment' | 'tempDir'>,
): Promise<readonly CleanUpResult[]> {
  return [...(await emptyAgent(ledger, spawnCommand(environment))), ...(await removeFiles(ledger, tempDir))];
}

/** The settings that lead to a vault, and to whom custody belongs there; none is a secret. */
const LEADING: readonly SettingName[] = [
  ...(['config-file', 'url', 'auth-method', 'client-id', 'consumer-key', 'token-key'] as const),
  ...(['application', 'system', 'environment', 'api', 'ca-certificate', 'client-certificate', 'insecure'] as const),
];

/** The command that ends custody, as a shell takes it: with the options that say where and whose, should they be on the command line. */
export function releaseCommand(custodies: readonly string[], { settings }: Pick<Invocation, 'settings'>): string {
  const options = LEADING.flatMap((name) => {
    const text = settings.get(name);
    return text === undefined ? [] : [` --${name}=${/^[\w./:@-]*$/.test(text) ? text : quotePosix(text)}`];
  });
  return custodies.map((id) => `senhasegura release pam:${id}${options.join('')}`).join(', then ');
}

/** How long giving back may go on after a signal, in milliseconds. */
const AFTER_SIGNAL = 5_000;

/**
 * Waits for the work that gives everything back. Once somebody asks this process to end, it first says what is at stake and which
 * command releases it, then goes on for five seconds at most; one more signal ends the waiting at once.
 * @param custodies the credentials that may be in custody
 */
export async function givenBack(
  work: () => Promise<readonly CleanUpResult[]>,
  custodies: readonly string[],
  { invocation, interrupts, log }: Pick<CommandContext, 'invocation' | 'interrupts' | 'log'>,
): Promise<readonly CleanUpResult[]> {
  const by = releaseCommand(custodies, invocation);
  const warn = (): void => {
    if (custodies.length === 0) return;
    log.notice(`Releasing the custody of ${custodies.join(', ')}. Should that be cut off, release it with: ${by}`);
  };
  if (interrupts.signal !== undefined) warn();
  const working = work();
  if (interrupts.signal === undefined) {
    const ended = await Promise.race([working, interrupts.next().then(() => undefined)]);
    if (ended !== undefined) return ended;
    warn();
  }
  let timer: NodeJS.Timeout | undefined;
  const cut = await Promise.race([
    working,
    interrupts.next().then(() => 'by a second signal'),
    new Promise<string>((resolve) => {
      timer = setTimeout(resolve, AFTER_SIGNAL, `${AFTER_SIGNAL / 1000} s after the signal`);
    }),
  ]);
  clearTimeout(timer);
  if (typeof cut !== 'string') return cut;
  const rest = custodies.length === 0 ? '' : ` Custody may be held: ${by}`;
  return [{ kind: 'failed', what: `Giving back was cut off ${cut}.${rest}` }];
}
