import { bringSecrets } from '@senhasegura-action/core';
import { actionInputs } from './action-inputs.js';
import { createGitHubPlatform } from './github-platform.js';

const platform = createGitHubPlatform(process.env, (text) => process.stdout.write(text));
await bringSecrets(platform, actionInputs(process.env));
