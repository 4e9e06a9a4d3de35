/**
 * `node bench/redaction/run.js`, after `npm run compile`: the speed and the memory of `senhasegura run`'s redaction, with
 * 20 secrets and all their encoded forms, over 1 GB, on each Node. Start it with Node 20.
 */
import { nodeRuntimes } from '../../test/harness/node-runtimes.js';
import { formatTable } from '../table.js';
import { redactorRows, runRows } from './redaction-rows.js';
import { FORMS, SECRETS } from './secrets.js';

console.log(`${SECRETS.length} secrets, ${FORMS.length} forms, ${Buffer.concat(FORMS).length} bytes of forms.\n`);
console.log(formatTable(nodeRuntimes().flatMap((runtime) => [...runRows(runtime), ...redactorRows(runtime)])));
