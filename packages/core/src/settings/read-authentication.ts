import type { Environment } from './setting-texts.js';
import { parseChoice } from '../values/reading.js';
import type { SettingReader } from './setting-reader.js';
import type { Authentication } from '../auth/authenticator.js';

/** Nobody: stands where a problem was reported, which stops the run. */
const NOBODY: Authentication = Object.freeze({ method: 'access-token', accessToken: '' });

/** Reads who we say we are. Problems go to the reader. */
export function readAuthentication(reader: SettingReader, environment: Environment): Authentication {
  const method = reader.parsed('auth-method', (text) => parseChoice(text, ['oauth2', 'oauth1', 'aws']));
  const accessToken = reader.text('access-token');
  if (accessToken !== undefined) return Object.freeze({ method: 'access-token', accessToken });
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
        consumerKey: reader.required('consumer-key') ?? '',
        consumerSecret: reader.required('consumer-secret') ?? '',
        tokenKey: reader.required('token-key') ?? '',
        tokenSecret: reader.required('token-secret') ?? '',
      });
    case 'aws':
      return readAws(reader, environment);
  }
}

/** As the vendor's CLI takes an id and a secret: without the white space around it that a paste brings along. */
function pasted(reader: SettingReader, name: 'client-id' | 'client-secret'): string {
  const text = reader.required(name)?.trim();
  if (text === '') reader.problem(name, 'is white space alone');
  return text ?? '';
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
    uniqueKey: reader.required('aws-unique-key') ?? '',
    accessKeyId: fromAws('AWS_ACCESS_KEY_ID'),
    secretAccessKey: fromAws('AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken === undefined || sessionToken === '' ? {} : { sessionToken }),
  });
}
