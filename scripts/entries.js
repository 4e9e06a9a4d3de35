/**
 * The bundles: where each begins, where it goes in `dist`, and which modules it does without.
 * `without` keeps code out of a bundle that runs with secrets: @actions/core brings an HTTP client of its own, for OIDC
 * tokens that these bundles never ask for, and undici Node's HTTP/2. `inOneFile` is for a bundle that a job downloads and checks by one hash.
 */
export const entries = [
  { from: 'packages/github/lib/main.js', to: 'github/main', without: ['@actions/http-client', 'node:http2'] },
  { from: 'packages/github/lib/post.js', to: 'github/post', without: ['@actions/http-client', 'node:http2'] },
  { from: 'packages/azure/lib/main.js', to: 'azure/main', without: ['node:http2'] },
  { from: 'packages/azure/lib/post.js', to: 'azure/post', without: ['node:http2'] },
  { from: 'packages/cli/lib/main.js', to: 'cli', without: ['node:http2'] },
  { from: 'packages/gitlab/lib/main.js', to: 'gitlab', without: ['node:http2'], inOneFile: true },
  { from: 'packages/emulator/lib/main.js', to: 'emulator', without: [] },
];
