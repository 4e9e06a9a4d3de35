import { success, type Reply } from '../server/reply.js';
import type { VaultRequest } from '../server/request.js';
import { bothFamilies, type ModuleRoute } from '../server/route.js';
import type { Authorization } from '../vault/authorization.js';
import type { Vault } from '../vault/vault.js';
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
