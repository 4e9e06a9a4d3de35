import { InputError } from './senhasegura-error.js';

/** Selected secrets or fields that are not there, or that the authorization may not read. */
export class MissingSecretError extends InputError {}
