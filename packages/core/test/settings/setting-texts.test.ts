import { givenTexts } from '../../src/settings/setting-texts.js';
import { settingSources } from './create-settings.js';

test('both places give a text, and empty texts are none', () => {
  const environment = { SENHASEGURA_CLIENT_SECRET: 'fake-of-the-environment', SENHASEGURA_URL: '' };
  const sources = settingSources({ 'client-secret': 'fake-of-the-step', url: '' }, environment);
  expect(givenTexts(sources, 'client-secret')).toEqual(['fake-of-the-step', 'fake-of-the-environment']);
  expect(givenTexts(sources, 'url')).toEqual([]);
  expect(givenTexts(sources, 'timeout')).toEqual([]);
});
