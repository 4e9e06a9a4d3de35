import type { Log } from '../errors/log.js';
import { namesShown } from '../errors/message-text.js';
import { InputError } from '../errors/senhasegura-error.js';
import type { VaultSession } from '../fetch/vault-session.js';
import type { SettingSources } from '../settings/setting-texts.js';
import type { Settings } from '../settings/settings.js';
import { once } from '../vault/concurrency.js';
import type { Registration } from './registration.js';

/**
 * What the setting `mapping-file` asks for, checked before the first request; `undefined` where it is not set.
 * @throws {InputError} the file can't be read, or as `prepareRegistration`
 */
export async function registrationOf(settings: Settings, sources: SettingSources): Promise<Registration | undefined> {
  const { mappingFile: path, sendEnvironment } = settings;
  if (path === undefined) return undefined;
  const text = await sources.readTextFile(path).catch(() => {
    throw new InputError(
      `${sources.spelling('mapping-file')}: the file ${path} can't be read. Check the path; a relative one is looked up in the working folder of the step.`,
    );
  });
  const { prepareRegistration } = await import('./registration.js');
  return prepareRegistration({ text, path, environment: sources.environment, sendEnvironment });
}

/** The session, which now registers the variables before anybody reads a secret through it. */
export function registering(
  registration: Registration | undefined,
  session: VaultSession,
  log: Pick<Log, 'info' | 'notice'>,
): VaultSession {
  if (registration === undefined) return session;
  const { skipped } = registration;
  const authorized = once(async () => {
    if (skipped.length > 0) {
      log.notice(
        `Not registered, because they or others of their entry are unset or empty: ${namesShown(skipped)}. What the vault has of them stays.`,
      );
    }
    const { vault } = await session.authorized();
    const { sendRegistration } = await import('./registration.js');
    const { names, leftOut } = await sendRegistration(vault, registration);
    if (names.length > 0) log.info(`Registered in the vault: ${namesShown(names)}.`);
    if (leftOut.length > 0) log.notice(`Not sent, because no line can carry them: ${namesShown(leftOut)}.`);
    // What was read of the application on the way does not know the new secrets.
    return { vault };
  });
  return { ...session, authorized };
}
