import { randomBytes, randomInt } from 'node:crypto';
import type { Authorization } from '../vault/authorization.js';
import { type Account, liveAccounts, type Pod, type Secret } from '../vault/dsm-state.js';
import { bothFamilies, type ModuleRoute } from '../vault/route.js';
import { wireTime } from '../vault/tokens.js';
import type { Vault } from '../vault/vault.js';
import { type Failure, forbidden, missingParameter, type Reply, resourceNotFound, success } from '../wire/reply.js';
import { textField, type VaultRequest } from '../wire/request.js';
import { applicationView, readableSecrets } from './secret-view.js';

/** Accounts that live for a pod (wire contract §3); the vendor's pages spell the second path in two ways. */
export const provisionRoutes: readonly ModuleRoute[] = [
  ...bothFamilies({ access: 'dsm', method: 'POST', path: '/coe/dapp/provision', handle: provision }),
  ...['/coe/dapp/deprovision', '/dapp/deprovision'].flatMap((path) =>
    bothFamilies({ access: 'dsm', method: 'POST', path, handle: deprovision }),
  ),
];

/** Makes an account for each ephemeral secret of the authorization; where it has none, one for the pod itself. */
function provision(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  const pod = podOf(request, caller);
  if ('kind' in pod) return pod;
  const ephemeral = readableSecrets(vault, caller).filter(({ lifetime }) => lifetime !== undefined);
  const wanted = ephemeral.length > 0 ? ephemeral : [secretOfPod(pod)];
  const secrets = wanted.map((secret) => accountFor(secret, pod, vault));
  return success('Secret provisioned', { application: applicationView(caller, secrets) }, { status: 201 });
}

type Template = Pick<Secret, 'identity' | 'name' | 'engine' | 'data' | 'lifetime'>;

function secretOfPod({ podName, deploy, namespace }: Pod): Template {
  return { identity: [namespace, deploy, podName].join('/'), name: podName, engine: 'Kubernetes', data: {} };
}

/** The account appears; its secret has an id of its own, and its `data` is one object (wire contract §3). */
function accountFor({ identity, name, engine, data, lifetime = 3600 }: Template, pod: Pod, vault: Vault): Secret {
  const id = String(randomInt(10_000, 1_000_000_000));
  const where = Object.assign({}, ...[data].flat()) as Readonly<Record<string, string | number | null>>;
  const created = vault.clock.now();
  const account: Account = {
    username: `ephemeral-${id}`,
    password: `fake-${randomBytes(12).toString('base64url')}`,
    hostname: typeof where.hostname === 'string' ? where.hostname : '',
    ...{ identity, pod, created, expires: created + lifetime * 1000 },
  };
  vault.accounts.set(id, account);
  const { username, password, expires } = account;
  return {
    ...{ id, identity, name, version: '1', engine, expirationDate: wireTime(expires) },
    ...{ data: { ...where, username, password }, renewal: new Map(), owner: {} },
  };
}

/** The account goes. One that has run out is gone already. */
function deprovision(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  const pod = podOf(request, caller);
  if ('kind' in pod) return pod;
  const id = textField(request, 'secret_id');
  if (id === undefined) return missingParameter('secret_id');
  const account = liveAccounts(vault.accounts, vault.clock.now()).get(id);
  if (!account || !isSame(account.pod, pod)) return resourceNotFound();
  vault.accounts.delete(id);
  return success('Secret deprovisioned');
}

function isSame(one: Pod, other: Pod): boolean {
  return one.podName === other.podName && one.deploy === other.deploy && one.namespace === other.namespace;
}

function podOf(request: VaultRequest, caller: Authorization): Pod | Failure {
  if (!caller.mayWrite) return forbidden();
  const [podName, deploy, namespace] = ['pod_name', 'deploy', 'namespace'].map((name) => textField(request, name));
  if (podName === undefined) return missingParameter('pod_name');
  if (deploy === undefined) return missingParameter('deploy');
  if (namespace === undefined) return missingParameter('namespace');
  return { podName, deploy, namespace };
}
