import type { Environment } from './setting-texts.js';
import { parseChoice } from '../values/reading.js';
import type { SettingReader } from './setting-reader.js';
import { type SettingName, SETTINGS } from './setting-table.js';
import type { Authentication } from '../auth/authenticator.js';

/** Nobody: stands where a problem was reported, which stops the run. */
const NOBODY: Authentication = Object.freeze({ method: 'access-token', accessToken: '' });

/** Reads who we say we are. Problems go to the reader. */
export function readAuthentication(reader: SettingReader, environment: Environment): Authentication {
  const method = reader.parsed('auth-method', (text) => parseChoice(text, SETTINGS['auth-method'].choices));
  const accessToken = reader.text('access-token');
  if (accessToken !== undefined) {
    checkPaste(reader, 'access-token', accessToken, 'counts');
    return Object.freeze({ method: 'access-token', accessToken });
  }
  switch (method) {
    case undefined:
      return NOBODY;
    case 'oauth2':
      return Object.freeze({
        method,
        clientId: pasted(reader, 'client-id'),
        clientSecret: pasted(reader, 'client-secret'),
      });
    case 'oauth1':
      return Object.freeze({
        method,
        consumerKey: exact(reader, 'consumer-key'),
        consumerSecret: exact(reader, 'consumer-secret'),
        tokenKey: exact(reader, 'token-key'),
        tokenSecret: exact(reader, 'token-secret'),
      });
    case 'aws':
      return readAws(reader, environment);
  }
}

/** As the vendor's CLI takes an id and a secret: without the white space around it that a paste brings along. */
function pasted(reader: SettingReader, name: 'client-id' | 'client-secret'): string {
  const written = reader.required(name) ?? '';
  const text = written.trim();
  if (written !== '' && text === '') reader.problem(name, 'is white space alone');
  else checkPaste(reader, name, written, 'was taken away');
  return text;
}

/** Every character of it counts. */
function exact(reader: SettingReader, name: SettingName): string {
  const text = reader.required(name) ?? '';
  checkPaste(reader, name, text, 'counts');
  return text;
}

/** What a host leaves where there is nothing to put in its place: `$(NAME)`, `${{ NAME }}`, `${NAME}`, `$NAME`. */
const NOT_REPLACED = /^\s*\$(?:\([^()]*\)|\{\{[^{}]*\}\}|\{[A-Z_][A-Z0-9_]*\}|[A-Z_][A-Z0-9_]*)\s*$/;

/** Says what a paste or a pipeline has done to a credential. Never its text. */
function checkPaste(reader: SettingReader, name: SettingName, text: string, space: 'counts' | 'was taken away'): void {
  if (NOT_REPLACED.test(text)) {
    reader.problem(
      name,
      'is the name of a variable, which nothing was put in the place of: this job has no such variable. Check its spelling, its group and its scope',
    );
    return;
  }
  if (text !== text.trim()) reader.remark(name, `has white space around it, which ${space}. Save it without.`);
  if (/^(["'`]).*\1$/s.test(text.trim()))
    reader.remark(name, 'has quotes around it, which count. Where the vault does not accept it, save it without.');
}

function readAws(reader: SettingReader, environment: Environment): Authentication {
  const fromAws = (name: string): string => {
    const value = environment[name];
    if (value !== undefined && value !== '') return value;
    reader.problem('auth-method', `is aws, but the variable ${name} is missing`);
    return '';
  };
  const sessionToken = environment.AWS_SESSION_TOKEN;
  return Object.freeze({
    method: 'aws',
    region: reader.required('aws-region') ?? '',
    service: reader.required('aws-service') ?? '',
    uniqueKey: exact(reader, 'aws-unique-key'),
    accessKeyId: fromAws('AWS_ACCESS_KEY_ID'),
    secretAccessKey: fromAws('AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken === undefined || sessionToken === '' ? {} : { sessionToken }),
  });
}
