import { randomBytes, randomInt } from 'node:crypto';
import type { Authorization } from '../vault/authorization.js';
import type { Provisioned } from '../vault/dsm-state.js';
import { bothFamilies, type ModuleRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import { type Failure, forbidden, missingParameter, type Reply, resourceNotFound, success } from '../wire/reply.js';
import { textField, type VaultRequest } from '../wire/request.js';
import { applicationView } from './secret-view.js';

/** Ephemeral secrets of a pod (wire contract §3); the vendor's pages spell the second path in two ways. */
export const provisionRoutes: readonly ModuleRoute[] = [
  ...bothFamilies({ access: 'dsm', method: 'POST', path: '/coe/dapp/provision', handle: provision }),
  ...['/coe/dapp/deprovision', '/dapp/deprovision'].flatMap((path) =>
    bothFamilies({ access: 'dsm', method: 'POST', path, handle: deprovision }),
  ),
];

function provision(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  const pod = podOf(request, caller);
  if ('kind' in pod) return pod;
  const id = String(randomInt(10_000, 1_000_000_000));
  vault.provisioned.set(id, pod);
  const identity = [pod.namespace, pod.deploy, pod.podName].join('/');
  const secret = {
    ...{ id, identity, name: pod.podName, version: '1', engine: 'Kubernetes' },
    expirationDate: new Date(vault.clock.now() + 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
    data: { username: `ephemeral-${id}`, password: `fake-${randomBytes(12).toString('base64url')}` },
  };
  return success('Secret provisioned', { application: applicationView(caller, [secret]) }, { status: 201 });
}

function deprovision(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  const pod = podOf(request, caller);
  if ('kind' in pod) return pod;
  const id = textField(request, 'secret_id');
  if (id === undefined) return missingParameter('secret_id');
  return vault.provisioned.delete(id) ? success('Secret deprovisioned') : resourceNotFound();
}

function podOf(request: VaultRequest, caller: Authorization): Provisioned | Failure {
  if (!caller.mayWrite) return forbidden();
  const [podName, deploy, namespace] = ['pod_name', 'deploy', 'namespace'].map((name) => textField(request, name));
  if (podName === undefined) return missingParameter('pod_name');
  if (deploy === undefined) return missingParameter('deploy');
  if (namespace === undefined) return missingParameter('namespace');
  return { podName, deploy, namespace };
}
