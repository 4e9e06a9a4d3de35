import { randomBytes } from 'node:crypto';
import type { Authorization } from './authorization.js';

/** The vault's clock: real time, which a test can shift. It decides about tokens, signatures, changes and the header `Date`. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves the vault (not the machine) forward, or back by a negative number. */
  advance(milliseconds: number): void;
}

export function makeClock(): Clock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}

/** A time as the lists write it: `2022-08-18 11:10:00`, UTC (wire contract §1). */
export function wireTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

/** The access tokens that were given out. */
export interface Tokens {
  /** Gives out a token that lives for so many seconds. */
  issue(owner: Authorization, lifetime: number): string;
  /** Whose token it is; undefined when it is unknown, revoked or expired. */
  ownerOf(token: string): Authorization | undefined;
  /** Makes every token given out so far useless; new ones can be had. Says how many were alive. */
  revokeAll(): number;
  /** How many tokens were ever given out. */
  issued(): number;
}

export function makeTokens(clock: Clock): Tokens {
  const alive = new Map<string, { readonly owner: Authorization; readonly until: number }>();
  let issued = 0;
  return {
    issue(owner, lifetime) {
      const token = randomBytes(30).toString('base64url');
      alive.set(token, { owner, until: clock.now() + lifetime * 1000 });
      issued += 1;
      return token;
    },
    ownerOf(token) {
      const entry = alive.get(token);
      return entry && entry.until > clock.now() ? entry.owner : undefined;
    },
    revokeAll() {
      const count = alive.size;
      alive.clear();
      return count;
    },
    issued: () => issued,
  };
}
