/**
 * Loaded by Node for Windows before what is tested. Everything here is Wine's fault, not Windows'.
 */
'use strict';
const childProcess = require('node:child_process');
const { appendFileSync, existsSync, promises, readdirSync, realpathSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
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

// Wine's whoami knows no options, and its icacls, which succeeds, does nothing: a user as Windows has them, and a list of what the
// rights of which folder were to be, with what it held by then.
const USER = '"ci\\user","S-1-5-21-1-2-3-1001"';
const rights = process.env['SENHASEGURA_TEST_RIGHTS'];
const { spawn } = childProcess;
/** @param {string} command @param {readonly string[]} args @param {import('node:child_process').SpawnOptions} options */
const spawnOnWindows = (command, args = [], options = {}) => {
  if (/\\System32\\whoami\.exe$/iu.test(command) && args.join(' ') === '/user /fo csv /nh') {
    return spawn('cmd.exe', ['/d', '/c', `echo ${USER}`], { ...options, windowsVerbatimArguments: true });
  }
  if (rights !== undefined && /\\System32\\icacls\.exe$/iu.test(command)) {
    appendFileSync(rights, `${JSON.stringify({ args, held: readdirSync(args[0] ?? '') })}\n`);
  }
  return spawn(command, args, options);
};
Object.assign(childProcess, { spawn: spawnOnWindows });

// Wine's GetFinalPathNameByHandle knows no path of more than 260 characters (`UNKNOWN: realpath`): Node's other way to ask.
Object.assign(promises, { realpath: (/** @type {string} */ path) => Promise.resolve().then(() => realpathSync(path)) });
syncBuiltinESMExports();
