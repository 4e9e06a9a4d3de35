/**
 * Loaded by Node for Windows before what is tested. Everything here is Wine's fault, not Windows'.
 */
'use strict';
const { existsSync } = require('node:fs');
const { Socket } = require('node:net');
const process = require('node:process');
const { clearInterval, setInterval } = require('node:timers');

const STATUS_CONTROL_C_EXIT = 0xc000013a;

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

// Nothing in Wine sends another process a CTRL_BREAK: it comes with a file here. A process that does not listen to it is ended.
const file = process.env['SENHASEGURA_TEST_BREAK'];
delete process.env['SENHASEGURA_TEST_BREAK'];
if (file !== undefined) {
  const look = setInterval(() => {
    if (!existsSync(file)) return;
    clearInterval(look);
    if (!process.emit('SIGBREAK', 'SIGBREAK')) process.exit(STATUS_CONTROL_C_EXIT);
  }, 20).unref();
}
