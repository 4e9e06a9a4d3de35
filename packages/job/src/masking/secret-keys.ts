/** Words in the name of a field that say: what I hold is secret. In English, Portuguese and Spanish, as the vault's users write. */
const SECRET = new Set(
  `password passwords passwd passphrase pass passcode pwd pw pin pins secret secrets token tokens credential credentials auth
  authorization bearer jwt cookie otp totp mnemonic seed salt pepper hmac signature sig sas apikey privatekey secretkey
  accesskey authtoken accesstoken clientsecret encryptionkey sharedkey
  senha senhas segredo segredos credencial credenciais contrasena contrasenas contraseña clave claves chave chaves`.split(
    /\s+/,
  ),
);
/** A key is secret when one of these stands before it: others are names of rows, columns and buttons. */
const BEFORE_KEY = new Set(
  `api private access secret signing sign encryption decryption encrypt master account shared ssh auth license licence client
  service session symmetric cipher storage deploy ssl tls gpg pgp aes rsa webhook subscription functions host`.split(
    /\s+/,
  ),
);
/** What comes last and is about the secret, not the secret itself: `token_uri`, `password_policy`, `key_id`. */
const ABOUT = new Set(
  `uri url urls type name names id ids path file filename dir endpoint policy length min max size count ttl expiry expires
  expiration lifetime age enabled required version algorithm alg format host hostname port region date at issuer audience scope
  scopes provider store manager rotation hint prompt field env header prefix method mode`.split(/\s+/),
);

const WORD = /\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu;

/** The words of a name, in lower case: `dbPassword`, `DB_PASSWORD` and `db-password` have the same. */
const wordsOf = (key: string): readonly string[] =>
  (key.slice(-200).match(WORD) ?? []).map((word) => word.toLowerCase());

/** Whether the name of a field says that its value is secret, whatever that looks like. */
export function saysSecret(key: string): boolean {
  const words = wordsOf(key);
  const last = words.at(-1);
  if (last === undefined || ABOUT.has(last)) return false;
  return words.some(
    (word, at) =>
      SECRET.has(word) ||
      ((word === 'key' || word === 'keys') && (words.length === 1 || BEFORE_KEY.has(words[at - 1] ?? ''))),
  );
}
