import {
  API_SECRET_FIELDS,
  type MySafeApiSecretInput,
  type MySafeNoteInput,
  type MySafePasswordInput,
  NOTE_FIELDS,
  PASSWORD_FIELDS,
} from './mysafe-inputs.js';
import type { MySafeKind } from './mysafe-items.js';
import { MYSAFE_ROUTES } from './read-entity.js';

export const MYSAFE_PASSWORDS: MySafeKind<MySafePasswordInput> = {
  ...MYSAFE_ROUTES['mysafe-password'],
  what: 'password',
  onList: 'password_on_list',
  fields: PASSWORD_FIELDS,
};

export const MYSAFE_NOTES: MySafeKind<MySafeNoteInput> = {
  ...MYSAFE_ROUTES['mysafe-note'],
  what: 'note',
  onList: 'note_on_list',
  fields: NOTE_FIELDS,
};

export const MYSAFE_API_SECRETS: MySafeKind<MySafeApiSecretInput> = {
  ...MYSAFE_ROUTES['mysafe-api'],
  what: 'API secret',
  onList: 'api_secret_on_list',
  fields: API_SECRET_FIELDS,
};
