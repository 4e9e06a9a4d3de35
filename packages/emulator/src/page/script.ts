/**
 * What the page does in the browser: it asks the control endpoints once a second and shows what they say. All text goes in as
 * `textContent`, never as markup; values of secrets and answers are put in when somebody clicks, and not before.
 */
export const script = `
'use strict';
const key = new URLSearchParams(location.search).get('key') ?? '';
const ask = async (path) => {
  const answer = await fetch('/_emulator/' + path, { headers: { 'x-emulator-key': key }, cache: 'no-store' });
  if (!answer.ok) throw new Error('The emulator answered ' + answer.status);
  return answer.json();
};
const element = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
};
const row = (...cells) => {
  const made = element('tr');
  for (const cell of cells) {
    const place = element('td');
    place.append(cell);
    made.append(place);
  }
  return made;
};
/* A button in the place of a value; a click shows it, another hides it. */
const hidden = (label, value) => {
  const button = element('button', 'show', { type: 'button', 'aria-label': 'Show ' + label, 'aria-expanded': 'false' });
  const shown = element('code');
  button.addEventListener('click', async () => {
    const open = button.getAttribute('aria-expanded') === 'true';
    shown.textContent = open ? '' : await value();
    button.textContent = open ? 'show' : 'hide';
    button.setAttribute('aria-expanded', String(!open));
  });
  const both = document.createDocumentFragment();
  both.append(button, ' ', shown);
  return both;
};
/* Draws a table anew only when what it shows has changed: an opened value stays open. */
const drawn = new Map();
const draw = (id, things, toRow) => {
  const text = JSON.stringify(things);
  if (drawn.get(id) === text) return;
  drawn.set(id, text);
  const body = document.getElementById(id);
  body.replaceChildren(...things.map(toRow));
  document.getElementById(id + '-none').hidden = things.length > 0;
};
const fieldsOf = ({ identity, data }) =>
  [data].flat().flatMap((block) => Object.entries(block).map(([name, value]) => ({ identity, name, value })));
let seen = 0;
const addRequests = (requests) => {
  const body = document.getElementById('requests');
  if (requests.length > 0 && requests[requests.length - 1].sequence < seen) seen = 0;
  for (const { sequence, time, method, path, caller, status, fault } of requests) {
    const known = document.getElementById('request-' + sequence);
    const outcome = (status === undefined ? 'under way' : String(status)) + (fault ? ' (fault: ' + fault + ')' : '');
    if (known && sequence <= seen) {
      if (known.children[4].textContent !== outcome) known.children[4].textContent = outcome;
      continue;
    }
    const answer = async () => (await ask('answers/' + sequence)).text ?? 'none was kept';
    const made = row(time.slice(11, 19), method, path, caller ?? '', outcome, hidden('answer ' + sequence, answer));
    made.id = 'request-' + sequence;
    body.prepend(made);
    seen = Math.max(seen, sequence);
  }
  document.getElementById('requests-none').hidden = body.children.length > 0;
};
const refresh = async () => {
  const problem = document.getElementById('problem');
  try {
    const [state, { requests }] = await Promise.all([ask('state'), ask('requests')]);
    draw('secrets', state.secrets.flatMap(fieldsOf), ({ identity, name, value }) =>
      row(identity, name, value === null ? 'null' : hidden(identity + ' ' + name, () => String(value))));
    draw('custodies', state.custodies, ({ credential, holder }) => row(credential, holder));
    draw('accounts', state.accounts, ({ identity, username, hostname, expires }) => row(identity, username, hostname, expires));
    addRequests(requests);
    problem.hidden = true;
  } catch (error) {
    problem.textContent = 'The emulator cannot be asked: ' + error.message;
    problem.hidden = false;
  }
  setTimeout(refresh, 1000);
};
refresh();
`;
