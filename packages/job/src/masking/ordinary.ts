import { percentDecoded } from './text-forms.js';

/** No longer text is looked at: nothing above it is a word, a host or a path. */
const LONGEST = 500;

/** What stands between the pieces of a text: punctuation of prose, of names, of paths. */
const BETWEEN = /[\s._/\\,:;()[\]'"-]+/u;

const LETTERS = /^(?:\p{Lu}?\p{Ll}+|\p{Lu}+|\p{Lo}+)$/u;
/** `web1`, `node20`; `512mb`, `3rd`; `k8s`, `i18n`. More letters or digits would be `hunter2` and `abc123`. */
const WITH_NUMBER =
  /^(?:[a-z]{1,4}\d{1,2}|[A-Z]{1,4}\d{1,2}|\d{1,4}[a-z]{1,3}|\d{1,4}[A-Z]{1,3}|[a-z]\d{1,2}[a-z]{1,3})$/;
/** Names of standards and of their keys' lengths. */
const STANDARD =
  /^(?:sha(?:224|256|384|512)|x509|oauth[12]|aes(?:128|192|256)|rsa(?:2048|3072|4096)|(?:[ehr]s)(?:256|384|512)|base64)$/i;
const LONGEST_WORD = 20;
/** What can be spoken: random letters soon have six consonants in a row, or no vowel at all. */
const UNSPEAKABLE = /[bcdfghjklmnpqrstvwxz]{6}/i;
const VOWEL = /[aeiouy\u0080-\uffff]/i;
/** Words without a vowel, which are all short. */
const LONGEST_WITHOUT_VOWEL = 5;

function isWord(piece: string): boolean {
  if (piece.length > LONGEST_WORD || !LETTERS.test(piece) || UNSPEAKABLE.test(piece)) return false;
  return piece.length <= LONGEST_WITHOUT_VOWEL || VOWEL.test(piece);
}

const isPiece = (piece: string): boolean =>
  isWord(piece) || /^\d{1,6}$/.test(piece) || WITH_NUMBER.test(piece) || STANDARD.test(piece);

/** Three groups or more of the same length in capitals and digits: a licence's key. */
const LICENCE_KEY = /^[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){2,}$/;

function isWords(text: string): boolean {
  const pieces = text.split(BETWEEN).filter((piece) => piece !== '');
  return (
    pieces.length > 0 &&
    !LICENCE_KEY.test(text) &&
    pieces.every(isPiece) &&
    pieces.some((piece) => !/^\d+$/.test(piece))
  );
}

const PLACE =
  /north|south|east|west|central|^(?:us|eu|ap|sa|ca|me|af|il)-|^(?:uk|uae|brazil|europe|asia|france|germany|japan|korea|india|canada|australia|norway|sweden|poland|italy|spain|qatar|israel|mexico|chile)/;
/** A region or zone as AWS, Azure and Google name them. */
const isRegion = (text: string): boolean =>
  text.length <= 30 && PLACE.test(text) && /^[a-z]{2,20}(?:-[a-z]{2,12}){0,3}-?\d{0,2}(?:-?[a-f])?$/.test(text);

const NUMBER = /^[+-]?(?:\d{1,5}|\d{1,9}\.\d{1,6})(?:%| ?[a-zA-Z]{1,3})?$/;

const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const HOST = new RegExp(`^(?:\\*\\.)?(?:${LABEL}\\.){1,20}[a-z]{2,24}\\.?(?::\\d{1,5})?$`, 'i');
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?::\d{1,5})?$/;
const IPV6 = /^\[?(?=[^:]*:[^:]*:)[0-9a-f:.]{2,45}\]?(?:\/\d{1,3})?(?::\d{1,5})?$/i;
/** A host in more than one case, or one whose labels are long and full of digits, may be a token with dots in it. */
const isHost = (text: string): boolean =>
  IPV4.test(text) ||
  IPV6.test(text) ||
  (HOST.test(text) && (text === text.toLowerCase() || text === text.toUpperCase()));

/** One label of digits and letters, as clouds give to their hosts; a text of such labels alone is none. */
function isHostOfWords(text: string): boolean {
  if (!isHost(text)) return false;
  const labels = text.split('.').filter((label) => !isWords(label) && !/^\d/.test(label));
  return IPV4.test(text) || IPV6.test(text) || labels.length <= 1;
}

const isAddress = (text: string): boolean => {
  const at = text.indexOf('@');
  return at > 0 && isWords(text.slice(0, at)) && isHostOfWords(text.slice(at + 1));
};

const URL_PARTS = /^[a-z][a-z0-9+.-]{1,20}:\/\/([^/?#\s@]*)([^?#\s@]*)(\?[^#\s@]*)?(#[^\s@]*)?$/i;

const isNothingOrWords = (text: string): boolean =>
  !/[^\W_]/.test(text) || /^\d{1,6}$/.test(text) || isWords(text) || isVersion(text);

/** A path with an address in it is decoded: Google writes its accounts' certificates so. */
function isPlainUrl(text: string): boolean {
  const parts = URL_PARTS.exec(text);
  if (parts === null) return false;
  const [, host = '', path = '', query = '', fragment = ''] = parts;
  const hostIsFine = host === '' || isHostOfWords(host) || isNothingOrWords(host);
  const segments = `${path}${query}${fragment}`.split(/[/?#&=]/).map(percentDecoded);
  return (
    hostIsFine && segments.every((segment) => isNothingOrWords(segment) || isAddress(segment) || isHostOfWords(segment))
  );
}

const isPath = (text: string): boolean =>
  /^(?:[A-Za-z]:[\\/]|\.{0,2}[\\/]|~[\\/]|[\w.-]+\/)/.test(text) &&
  text.split(/[\\/]/).every((segment) => isNothingOrWords(segment.replace(/^[.~]+|:$/g, '')) || isHostOfWords(segment));

const DATE =
  /^\d{4}-?\d{2}-?\d{2}(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}|UTC|GMT))?)?$/i;
const TIME = /^\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$/;
const isDate = (text: string): boolean => DATE.test(text) || TIME.test(text);

const VERSION = /^(?:[v^~=]|[<>]=? ?)?\d{1,5}(?:\.(?:\d{1,5}|x|\*)){1,3}(?:[-+.][0-9A-Za-z.+-]{1,30})?$/;
const isVersion = (text: string): boolean =>
  VERSION.test(text) && isWords(`v${text.replaceAll(/[^0-9A-Za-z]+/g, ' v')}`);
const IMAGE = /^([a-z0-9./_-]+(?::\d{1,5}\/[a-z0-9./_-]+)?):([\w.-]{1,60})$/;

/** An image of a container with its tag. */
function isImage(text: string): boolean {
  const [, name, tag = ''] = IMAGE.exec(text) ?? [];
  return (
    name !== undefined &&
    (isPath(`/${name}`) || isWords(name)) &&
    (isWords(tag) || isVersion(tag) || /^\d{1,6}$/.test(tag))
  );
}

/** What is ordinary, kind by kind; `docs/masking.md` has the examples. */
const ORDINARY: readonly ((text: string) => boolean)[] = [
  isWords,
  (text) => NUMBER.test(text),
  isRegion,
  isHostOfWords,
  isAddress,
  isPlainUrl,
  isPath,
  isDate,
  isVersion,
  isImage,
];

/** Somebody's name or password before a host. */
const WITH_USER = /:\/\/[^/\s]{0,500}@/;

/** Whether a text looks like what anybody may read. Says nothing of a text that is secret by its name. */
export function isOrdinary(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length <= LONGEST && !WITH_USER.test(trimmed) && ORDINARY.some((is) => is(trimmed));
}

/** Words that no log and no output can do without, whatever field holds them. */
export const NEVER_MASKED: ReadonlySet<string> = new Set(['true', 'false', 'yes', 'no', 'on', 'off', 'null', 'none']);
/** RFC 7468 section 3. */
const PEM_BOUNDARY = /^-----(?:BEGIN|END) [A-Z0-9 ]{1,60}-----$/;
const BRACKETS = /^[\s{}[\]()<>,;:"'`]*$/;
/** Signs of ASCII, and lines as they are drawn around tables. */
const PUNCTUATION = /^[\s!-/:-@[-`{-~\u2500-\u257f]*$/;
const MOST_SIGNS = 2;

/** Rulers and brackets: `----`, `=-=-=`, `},`. Punctuation in many kinds is somebody's password. */
const isRuler = (text: string): boolean =>
  BRACKETS.test(text) || (PUNCTUATION.test(text) && new Set(text.replaceAll(/\s/gu, '')).size <= MOST_SIGNS);

/** Whether a whole value, a line or a leaf is never masked, whoever asks for it (design section 4a). */
export function isNeverMasked(text: string): boolean {
  const trimmed = text.trim();
  return NEVER_MASKED.has(trimmed.toLowerCase()) || PEM_BOUNDARY.test(trimmed) || isRuler(trimmed);
}
