import type { Emulator } from '../emulator.js';
import type { Disclosure } from '../material/disclosure.js';

/** The one line of JSON that the emulator prints: all that a client needs; keys as file paths. */
export function announcement(emulator: Emulator): string {
  const { url, caFile, clientId, clientSecret, control } = emulator;
  const authorizations = Object.entries(emulator.authorizations).map(([name, disclosure]) => [name, flat(disclosure)]);
  return JSON.stringify({
    ...{ url, caFile, clientId, clientSecret, control },
    authorizations: Object.fromEntries(authorizations) as unknown,
  });
}

function flat(disclosure: Disclosure): unknown[] | Readonly<Record<string, unknown>> {
  const { application, system, environment, auth, clientCertificate, clientKey, decryptionKey } = disclosure;
  return {
    ...{ application, system, environment, ...auth },
    ...(clientCertificate && { clientCertificateFile: clientCertificate.file }),
    ...(clientKey && { clientKeyFile: clientKey.file }),
    ...(decryptionKey && { decryptionKeyFile: decryptionKey.file }),
  };
}
