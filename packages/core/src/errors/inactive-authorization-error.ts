import { AuthenticationError } from './senhasegura-error.js';

/** The authorization that calls has been deactivated (contract section 1). */
export class InactiveAuthorizationError extends AuthenticationError {}
