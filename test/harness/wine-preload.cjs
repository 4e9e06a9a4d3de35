/**
 * Loaded by Node for Windows before what is tested. Everything here is Wine's fault, not Windows'.
 */
'use strict';
const { Socket } = require('node:net');
const process = require('node:process');

// Wine refuses TCP keep-alive on a socket that is not connected yet (`connect UNKNOWN` from undici).
Socket.prototype.setKeepAlive = function setKeepAlive() {
  return this;
};

// Wine gives every process its own TEMP, TMP and USERPROFILE.
for (const [name, value] of Object.entries(process.env)) {
  if (name.startsWith('ON_WINDOWS_')) {
    process.env[name.slice('ON_WINDOWS_'.length)] = value;
    delete process.env[name];
  }
}
