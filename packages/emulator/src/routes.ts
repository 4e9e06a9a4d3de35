import { tokenRoutes } from './auth/oauth2.js';
import { applicationRoutes } from './dsm/application.js';
import { registrationRoutes } from './dsm/registration.js';
import type { Route } from './server/route.js';

/** Every route of the emulated vault. */
export const routes: readonly Route[] = [...tokenRoutes, ...applicationRoutes, ...registrationRoutes];
