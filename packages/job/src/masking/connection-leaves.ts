import { saysSecret } from './secret-keys.js';
import { type Leaf, pathBelow } from './json-leaves.js';
import { percentDecoded } from './text-forms.js';

/** Longer texts are no address. */
const LONGEST = 16 * 1024;

/** A text as it stands and, where that is another, without percent-encoding. */
function asWritten(path: string, key: string, text: string): readonly Leaf[] {
  const plain = percentDecoded(text);
  return [text, ...(plain === text ? [] : [plain])].map((each) => ({ path, key, text: each }));
}

/** `scheme://`, several schemes as in `jdbc:postgresql://` too. */
const SCHEME = /^[ \t]*(?:[A-Za-z][A-Za-z0-9+.-]*:)+\/\//;

/**
 * What stands before the host: up to the last `@` before a path. A password in which nobody escaped a slash goes on behind that,
 * so without an `@` there the last one of all counts, where what stands before the slash is no port.
 */
function userInfo(rest: string): string | undefined {
  const authority = rest.slice(0, /[/?#\s]|$/.exec(rest)?.index);
  const at = authority.lastIndexOf('@');
  if (at >= 0) return authority.slice(0, at);
  const colon = authority.indexOf(':');
  const later = rest.lastIndexOf('@');
  return colon < 0 || later < 0 || /^\d*$/.test(authority.slice(colon + 1)) ? undefined : rest.slice(0, later);
}

function ofUserInfo(rest: string): readonly Leaf[] {
  const info = userInfo(rest);
  if (info === undefined) return [];
  const colon = info.indexOf(':');
  // A token alone: `https://TOKEN@github.com/`.
  return colon < 0 ? asWritten('/user', 'user', info) : asWritten('/password', 'password', info.slice(colon + 1));
}

function ofPairs(pairs: readonly string[]): readonly Leaf[] {
  return pairs.flatMap((pair) => {
    const equals = pair.indexOf('=');
    const key = pair.slice(0, Math.max(0, equals)).trim();
    const value = pair.slice(equals + 1).trim();
    const text = /^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value;
    return equals > 0 && text !== '' && saysSecret(key) ? asWritten(pathBelow('', key), key, text) : [];
  });
}

/** The password of a URL (RFC 3986 section 3.2.1), and parameters whose names say that they are secret. */
function ofUrl(text: string): readonly Leaf[] {
  const scheme = SCHEME.exec(text);
  if (scheme === null) return [];
  const rest = text.slice(scheme[0].length);
  const question = rest.search(/[?;]/);
  return [...ofUserInfo(rest), ...(question < 0 ? [] : ofPairs(rest.slice(question + 1).split(/[&;#]/)))];
}

/** A value in quotes may hold what separates the pairs (.NET, "Connection string syntax"; libpq, "Keyword/Value connection strings"). */
const PAIRS = [/(?:=\s*(?:"[^"]*"|'[^']*')|[^;])+/g, /(?:=(?:"[^"]*"|'[^']*')|[^ ])+/g];

/** `Server=db;Password=x` (ADO.NET, ODBC, Azure) and `host=db password=x` (libpq): two pairs at least, and nothing else. */
function ofConnectionString(text: string): readonly Leaf[] {
  for (const pair of PAIRS) {
    const pairs = (text.match(pair) ?? []).filter((each) => each.trim() !== '');
    if (pairs.length > 1 && pairs.every((each) => /^\s*[A-Za-z][\w .-]*=/.test(each))) return ofPairs(pairs);
  }
  return [];
}

const BASE64 = /^(?:Basic +)?([A-Za-z0-9+/]{4,}={0,2})$/;

/** `user:password` in base64: Docker's `auth`, npm's `_auth`, a header of Basic authentication (RFC 7617). */
function ofBasic(key: string, text: string): readonly Leaf[] {
  if (!/auth/i.test(key)) return [];
  const encoded = BASE64.exec(text)?.[1];
  const plain = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  const colon = plain.indexOf(':');
  if (colon < 0 || /[\p{Cc}\ufffd]/u.test(plain)) return [];
  return [{ path: '/password', key: 'password', text: plain.slice(colon + 1) }];
}

/** The secrets inside one text under a name: a URL's, a connection string's, a pair's in base64. */
export function connectionLeaves(key: string, text: string): readonly Leaf[] {
  if (text.length > LONGEST || /[\r\n]/.test(text.trimEnd())) return [];
  const trimmed = text.trim();
  const url = ofUrl(trimmed);
  if (url.length > 0) return url;
  const pairs = ofConnectionString(trimmed);
  return pairs.length > 0 ? pairs : ofBasic(key, trimmed);
}
