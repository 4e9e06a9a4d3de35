import type { HttpClient } from '../http/http-types.js';
import type { RouteFallback } from '../http/route-fallback.js';
import { type Authenticator, type Authorization, bearer } from './authenticator.js';
import {
  readTokenAnswer,
  type TokenAnswer,
  askForToken,
  type ClientCredentials,
  type PairPlace,
} from './token-request.js';

/** Milliseconds before its end at which a token is renewed (contract section 2). */
const MARGIN = 60_000;

export interface OAuth2Parts {
  readonly http: HttpClient;
  readonly routes: RouteFallback;
  /** Milliseconds; never goes back. */
  now(): number;
  onSecret(value: string): void;
}

interface Held {
  readonly authorization: Authorization;
  readonly renewAt: number;
}

/** A token that lives no longer than twice the margin is used for half its life: it must not be renewed at every call. */
function held({ token, lifetime }: TokenAnswer, askedAt: number): Held {
  return { authorization: bearer(token), renewAt: askedAt + lifetime - Math.min(MARGIN, lifetime / 2) };
}

/** OAuth 2.0 client credentials (contract section 2): one token for the run, and one renewal for all that wait for it. */
export function createOAuth2Authenticator(credentials: ClientCredentials, parts: OAuth2Parts): Authenticator {
  let current: Held | undefined;
  let pending: Promise<Held> | undefined;
  let place: PairPlace = 'form';

  const tokenAt = async (path: string): Promise<Held> => {
    const askedAt = parts.now();
    const granted = await askForToken(parts.http, path, credentials, place);
    place = granted.place;
    const answer = readTokenAnswer(granted.payload, { method: 'POST', path }, (value) => {
      parts.onSecret(value);
    });
    return held(answer, askedAt);
  };
  const fetchToken = async (): Promise<Held> => {
    try {
      current = await parts.routes.choose('token', {
        iso: () => tokenAt('/iso/oauth2/token'),
        api: () => tokenAt('/api/oauth2/token'),
      });
      return current;
    } finally {
      pending = undefined;
    }
  };
  const renewed = () => (pending ??= fetchToken());

  return {
    authorize: async () => {
      const fresh = current !== undefined && parts.now() < current.renewAt ? current : await renewed();
      return fresh.authorization;
    },
    renew: async (refused) => {
      // Another call may have renewed it while this one was under way.
      if (pending === undefined && current !== undefined && current.authorization !== refused) return true;
      await renewed();
      return true;
    },
  };
}
