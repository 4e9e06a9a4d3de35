import { rootRoute, tokenRoutes } from '../auth/oauth2.js';
import { certificateRoutes } from '../certificate/download.js';
import { applicationRoutes, registrationRoutes } from '../dsm/application.js';
import { cicdRoutes } from '../dsm/cicd-variables.js';
import { provisionRoutes } from '../dsm/provision.js';
import { secretRoutes } from '../dsm/secret.js';
import { encryptionRoutes } from '../encryption/service.js';
import { mysafeRoutes } from '../mysafe/items.js';
import { credentialRoutes } from '../pam/credential.js';
import { custodyRoutes } from '../pam/custody.js';
import { deviceRoutes } from '../pam/device.js';
import { informationRoutes } from '../pam/information.js';
import { sshKeyRoutes } from '../pam/ssh-key.js';
import type { Route } from '../vault/route.js';

/** Every route of the emulated vault. */
export const routes: readonly Route[] = [
  rootRoute,
  ...tokenRoutes,
  ...applicationRoutes,
  ...registrationRoutes,
  ...secretRoutes,
  ...cicdRoutes,
  ...provisionRoutes,
  ...credentialRoutes,
  ...custodyRoutes,
  ...deviceRoutes,
  ...sshKeyRoutes,
  ...informationRoutes,
  ...certificateRoutes,
  ...mysafeRoutes,
  ...encryptionRoutes,
];
