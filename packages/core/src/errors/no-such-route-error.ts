import { APIError } from './senhasegura-error.js';

/** The vault does not have the path at all: another version, another prefix, or the other of `/iso` and `/api`. */
export class NoSuchRouteError extends APIError {}
