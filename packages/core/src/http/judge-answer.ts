import type { Failure, FailureReason } from '../errors/failed-call.js';
import { isJsonObject, NumberText, type JsonObject, type JsonValue } from '../values/json-value.js';

const isGood = (status: number): boolean => status >= 200 && status < 300;

/** The first of the statuses that an answer carries which is not a success. */
function failingStatus(httpStatus: number, top: JsonObject): number | undefined {
  const own = [valueAt(objectAt(top, 'response'), 'status'), valueAt(top, 'code')].map(smallNumber);
  return [httpStatus, ...own].find((status) => status !== undefined && status !== 0 && !isGood(status));
}

/** `1007: Credential not found` → 1007 */
function numberBeforeColon(value: JsonValue | undefined): number | undefined {
  return smallNumber(/^\s*(\d{1,6})\s*:/.exec(wordsOf(value))?.[1]);
}

function vaultCodeOf(top: JsonObject): number | undefined {
  const response = objectAt(top, 'response');
  const exception = objectAt(top, 'exception');
  const candidates = [
    numberBeforeColon(valueAt(exception, 'message')),
    smallNumber(valueAt(exception, 'code')),
    numberBeforeColon(valueAt(response, 'message')),
    numberBeforeColon(valueAt(response, 'mensagem')),
    smallNumber(valueAt(response, 'error_code')),
    smallNumber(valueAt(response, 'cod_erro')),
  ];
  return candidates.find((code) => code !== undefined && code !== 0);
}

function hasException(top: JsonObject): boolean {
  const exception = objectAt(top, 'exception');
  return saysYes(valueAt(exception, 'code')) || saysYes(valueAt(exception, 'message'));
}

function saysError(top: JsonObject): boolean {
  const response = objectAt(top, 'response');
  const flags = [response.error, response.erro, top.error, top.erro];
  if (flags.some(saysYes)) return true;
  // Without a flag a code alone tells.
  return flags.every((flag) => flag === undefined) && [response.error_code, response.cod_erro].some(saysYes);
}

/** Contract section 1: gateways and token services have other forms. */
function hasEnvelope(top: JsonObject): boolean {
  return Object.keys(objectAt(top, 'response')).length > 0 || Object.keys(objectAt(top, 'exception')).length > 0;
}

/** Every place where an answer may say what is wrong, for recognition only. */
function allWords(top: JsonObject): string {
  const response = objectAt(top, 'response');
  const places = [
    valueAt(top, 'message'),
    valueAt(top, 'error'),
    valueAt(top, 'error_description'),
    valueAt(response, 'message'),
    valueAt(response, 'mensagem'),
    valueAt(response, 'detail'),
    valueAt(objectAt(top, 'exception'), 'message'),
    valueAt(objectAt(top, 'exception'), 'detail'),
  ];
  return places.map(wordsOf).join('\n');
}

const OAUTH_REASONS: ReadonlyMap<string, FailureReason> = new Map([
  ['invalid_client', 'invalid-client'],
  ['unauthorized_client', 'invalid-client'],
  ['invalid_request', 'invalid-request'],
  ['invalid_token', 'invalid-token'],
  ['invalid_grant', 'oauth'],
  ['access_denied', 'oauth'],
  ['unsupported_grant_type', 'oauth'],
  ['invalid_scope', 'oauth'],
]);

function reasonOf(status: number, vaultCode: number | undefined, top: JsonObject): FailureReason {
  const words = allWords(top);
  if (/no route matched/i.test(words)) return status === 401 ? 'other' : 'no-such-route';
  if (status === 404 && (vaultCode === 4 || /\bresource \S{1,100} not found\b/i.test(words))) return 'no-such-route';
  const oauth = OAUTH_REASONS.get(wordsOf(valueAt(top, 'error')).trim());
  if (oauth !== undefined) return oauth;
  if (/inactive authorization|autoriza[cç][aã]o inativa/i.test(words)) return 'inactive-authorization';
  const refused = status === 401 || status === 403;
  if (refused && /\bip\b.{0,60}\b(?:not|n[aã]o|denied|forbidden|blocked)\b/i.test(words)) return 'address-not-allowed';
  return 'other';
}

/** Whether an answer's envelope tells of a failure: the HTTP status and the answer's own words both count. */
export function failureIn(httpStatus: number, top: JsonObject): Failure | undefined {
  const failing = failingStatus(httpStatus, top);
  if (failing === undefined && !hasException(top) && !saysError(top)) return undefined;
  const status = failing ?? httpStatus;
  const vaultCode = vaultCodeOf(top);
  return { status, vaultCode, reason: reasonOf(status, vaultCode, top), inEnvelope: hasEnvelope(top) };
}

/** The object under a name; empty where there is none. */
export function objectAt(parent: JsonObject, name: string): JsonObject {
  const value = valueAt(parent, name);
  return isJsonObject(value) ? value : {};
}

function valueAt(parent: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(parent, name) ? parent[name] : undefined;
}

/** A whole number of at most six digits, as a number or as text. */
function smallNumber(value: JsonValue | undefined): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : undefined;
}

/** A text, bounded, to look for known words in. Never to be shown. */
export function wordsOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.slice(0, 500) : '';
}

/** Any flag that does not clearly say no counts as yes: an error must not be taken for a value. */
function saysYes(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value instanceof NumberText) {
    return value instanceof NumberText;
  }
  return !(typeof value === 'string' && /^(?:|0|false|no|n[aã]o)$/i.test(value.trim()));
}
