import { randomBytes, randomUUID } from 'node:crypto';
import type { Authorization, Reach } from '../vault/authorization.js';
import { bothFamilies, type ModuleRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import { failure, forbidden, missingParameter, type Reply, success } from '../wire/reply.js';
import { listField, textField, type VaultRequest } from '../wire/request.js';
import { applicationView, readableSecrets } from './secret-view.js';

/** Reading the application of the calling authorization, and its secrets (wire contract §3). */
export const applicationRoutes: readonly ModuleRoute[] = [
  ...['/dapp/application', '/dapp/Application'].flatMap((path) =>
    bothFamilies({ access: 'dsm', method: 'GET', path, handle: readApplication }),
  ),
];

function readApplication(_request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  return success(`Application ${caller.application}`, {
    application: applicationView(caller, readableSecrets(vault, caller)),
  });
}

/** Registering applications and deactivating authorizations (wire contract §3). */
export const registrationRoutes: readonly ModuleRoute[] = [
  ...['/dapp/application', '/dapp/Application'].flatMap((path) =>
    bothFamilies({ access: 'dsm', method: 'POST', path, handle: register }),
  ),
  ...['/dapp/application/authorization', '/dapp/Application/authorization'].flatMap((path) =>
    bothFamilies({ access: 'dsm', method: 'DELETE', path, handle: deactivate }),
  ),
];

/** HTTP 201 and new credentials, or 200 and those of the active authorization that is there already. */
function register(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  if (!caller.mayRegister) return forbidden();
  const [application, system, environment] = ['application', 'system', 'environment'].map((name) =>
    textField(request, name),
  );
  if (application === undefined) return missingParameter('application');
  if (system === undefined) return missingParameter('system');
  if (environment === undefined) return missingParameter('environment');
  const expiration = textField(request, 'expiration_date');
  const expires = expiration === undefined ? undefined : Date.parse(`${expiration.replace(' ', 'T')}Z`);
  if (Number.isNaN(expires)) return failure(400, 'The parameter expiration_date is invalid');
  const found = vault.authorizations.find(
    (known) =>
      known.active &&
      (known.expires === undefined || known.expires > vault.clock.now()) &&
      known.auth.method === 'oauth2' &&
      known.application === application &&
      known.system === system &&
      known.environment === environment,
  );
  if (found?.auth.method === 'oauth2') return answerWith(found.auth, 'Authorization found', 200);
  const auth = {
    method: 'oauth2',
    clientId: randomBytes(16).toString('hex'),
    clientSecret: randomBytes(24).toString('base64url'),
  } as const;
  vault.authorizations.push({
    ...{ name: `registered-${randomUUID()}`, application, system, environment, auth, active: true, expires },
    description: textField(request, 'description') ?? null,
    tags: listField(request, 'tags'),
    modules: caller.modules,
    secrets: copyOf(caller.secrets),
    credentials: copyOf(caller.credentials),
    mayWrite: true,
    mayRegister: false,
    allowedIps: listField(request, 'allowed_ips'),
    allowedReferers: listField(request, 'allowed_http_referers'),
    certificateFingerprint: textField(request, 'certificate_fingerprint')?.replaceAll(':', '').toLowerCase(),
    encryption: undefined,
  });
  return answerWith(auth, 'Authorization created', 201);
}

function answerWith(auth: { clientId: string; clientSecret: string }, message: string, status: number): Reply {
  return success(message, { id: auth.clientId, signature: auth.clientSecret }, { status });
}

/** The registered authorization sees what the one that registered it sees. */
function copyOf(reach: Reach): Reach {
  return reach === '*' ? '*' : new Set(reach);
}

function deactivate(_request: VaultRequest, _vault: Vault, caller: Authorization): Reply {
  caller.active = false;
  return success('Authorization deactivated');
}
