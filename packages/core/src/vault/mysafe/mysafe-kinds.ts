import {
  API_SECRET_FIELDS,
  type MySafeApiSecretInput,
  type MySafeNoteInput,
  type MySafePasswordInput,
  NOTE_FIELDS,
  PASSWORD_FIELDS,
} from './mysafe-inputs.js';
import type { MySafeKind } from './mysafe-items.js';

export const MYSAFE_PASSWORDS: MySafeKind<MySafePasswordInput> = {
  what: 'password',
  path: '/api/mysafe/password',
  onList: 'password_on_list',
  entity: 'password_entity',
  fields: PASSWORD_FIELDS,
};

export const MYSAFE_NOTES: MySafeKind<MySafeNoteInput> = {
  what: 'note',
  path: '/api/mysafe/note',
  onList: 'note_on_list',
  entity: 'note_entity',
  fields: NOTE_FIELDS,
};

export const MYSAFE_API_SECRETS: MySafeKind<MySafeApiSecretInput> = {
  what: 'API secret',
  path: '/api/mysafe/secretapi',
  onList: 'api_secret_on_list',
  entity: 'api_secret_entity',
  fields: API_SECRET_FIELDS,
};
