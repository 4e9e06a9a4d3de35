import { randomBytes, randomUUID } from 'node:crypto';
import { type Authorization, makeRsaPair, type Reach } from '../vault/authorization.js';
import { bothFamilies, type ModuleRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import { failure, forbidden, missingParameter, type Reply, success } from '../wire/reply.js';
import { listField, textField, type VaultRequest } from '../wire/request.js';
import { applicationSecrets, applicationView } from './secret-view.js';

/** Reading the application of the calling authorization, and its secrets (wire contract §3). */
export const applicationRoutes: readonly ModuleRoute[] = [
  ...['/dapp/application', '/dapp/Application'].flatMap((path) =>
    bothFamilies({ access: 'dsm', method: 'GET', path, handle: readApplication }),
  ),
];

function readApplication(_request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  return success(`Application ${caller.application}`, {
    application: applicationView(caller, applicationSecrets(vault, caller)),
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

/**
 * HTTP 201 and new credentials, or 200 and those of the active authorization that is there already: a `unique_key` decides
 * which that is, and without one application, system and environment do (wire contract §3).
 */
async function register(request: VaultRequest, vault: Vault, caller: Authorization): Promise<Reply> {
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
  const profiles = request.body.fields.get('credential_profiles');
  if (profiles !== undefined && !areProfiles(profiles)) {
    return failure(400, 'The parameter credential_profiles is invalid');
  }
  const uniqueKey = textField(request, 'unique_key');
  const wanted = { uniqueKey, application, system, environment };
  const found = vault.authorizations.find((known) => isUsable(known, vault.clock.now()) && isWanted(known, wanted));
  if (found?.auth.method === 'oauth2') return answerWith(found.auth, 'Authorization found', 200);
  const auth = {
    method: 'oauth2',
    clientId: randomBytes(16).toString('hex'),
    clientSecret: randomBytes(24).toString('base64url'),
  } as const;
  const encrypted = ['true', '1'].includes(textField(request, 'encryption_enabled') ?? '');
  const pair = encrypted ? await makeRsaPair() : undefined;
  vault.authorizations.push({
    ...{ name: `registered-${randomUUID()}`, ...wanted, auth, active: true, expires },
    description: textField(request, 'description') ?? null,
    tags: listField(request, 'tags'),
    modules: caller.modules,
    secrets: copyOf(caller.secrets),
    credentials: copyOf(caller.credentials),
    mayWrite: true,
    mayRegister: false,
    // The vendor's example has `"allowed_ips": ["*"]` for all.
    allowedIps: listField(request, 'allowed_ips').filter((address) => address !== '*'),
    allowedReferers: listField(request, 'allowed_http_referers'),
    certificateFingerprint: textField(request, 'certificate_fingerprint')?.replaceAll(':', '').toLowerCase(),
    encryption: pair && { ...pair, padding: 'oaep-sha1', fields: 'sensitive', failing: false },
  });
  return answerWith(auth, 'Authorization created', 201);
}

function isUsable({ active, expires, auth }: Authorization, now: number): boolean {
  return active && (expires === undefined || expires > now) && auth.method === 'oauth2';
}

function isWanted(
  known: Authorization,
  wanted: Pick<Authorization, 'uniqueKey' | 'application' | 'system' | 'environment'>,
): boolean {
  if (wanted.uniqueKey !== undefined) return known.uniqueKey === wanted.uniqueKey;
  const { application, system, environment } = wanted;
  return known.application === application && known.system === system && known.environment === environment;
}

/** `[{device, profile}]`, as JSON or as the text of it in a form. */
function areProfiles(given: unknown): boolean {
  const list = typeof given === 'string' ? parseJson(given) : given;
  return Array.isArray(list) && list.every(isProfile);
}

function isProfile(given: unknown): boolean {
  if (typeof given !== 'object' || given === null || !('device' in given) || !('profile' in given)) return false;
  return typeof given.device === 'string' && typeof given.profile === 'string';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
