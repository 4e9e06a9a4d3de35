import { createSecretMasker } from '../github-runner/secret-masker.js';
import { jsonStringEscape, uriDataEscape } from '../github-runner/value-encoders.js';

/** `ValueEncoders.BackslashEscape`: what a shell makes of backslashes. @param {string} value */
const backslashEscape = (value) =>
  value.replaceAll('\\\\', '\\').replaceAll("\\'", "'").replaceAll('\\"', '"').replaceAll('\\t', '\t');

/** `AdditionalMaskingRegexes.UrlSecretPattern`: the password in an address. */
const URL_PASSWORD = /(?<=\/\/[^:/?#\n]+:)(?:[\w.~-]|(?:%|%AZP25)[0-9a-f]{2}|[!$&'()*+,;=]|:)+(?=@)/giu;

/** What quotes a shell may take off a secret (`Worker._quoteLikeChars`). */
const QUOTES = ["'", '"'];

/**
 * The agent's masker: the same code as the GitHub runner's (`Microsoft.TeamFoundation.DistributedTask.Logging`), with three
 * encoders only (`HostContext.CreateSecretMasker`), and no shortest length.
 */
export function createAgentMasker() {
  const masker = createSecretMasker([jsonStringEscape, uriDataEscape, backslashEscape]);
  /** @param {string} text */
  const mask = (text) => masker.mask(text).replaceAll(URL_PASSWORD, '***');

  /** `Worker.AddUserSuppliedSecret`. @param {string} secret */
  const addUserSupplied = (secret) => {
    const unquoted = QUOTES.filter((quote) => secret.startsWith(quote) && secret.endsWith(quote)).map((quote) =>
      secret.replaceAll(new RegExp(`^${quote}+|${quote}+$`, 'gu'), ''),
    );
    [secret, ...unquoted, secret.replaceAll(/^[\r\n ]+|[\r\n ]+$/gu, '')].forEach(masker.addValue);
  };

  return {
    mask,
    addValue: masker.addValue,
    /**
     * A secret variable that came with the job: in more forms than one that a step sets (`Worker.InitializeSecretMasker`).
     * @param {string} value
     */
    addSecretOfJob(value) {
      const base64 = Buffer.from(value, 'utf8').toString('base64');
      for (const text of [value, base64]) {
        const lineEnds = text.replaceAll('\r', '%0D').replaceAll('\n', '%0A');
        const percents = text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
        [text, percents, lineEnds].forEach(addUserSupplied);
      }
    },
  };
}

/** @typedef {ReturnType<typeof createAgentMasker>} AgentMasker */
