import fc from 'fast-check';
import { parseWorkflowCommand } from './workflow-command.js';

const KNOWN = ['add-mask', 'error', 'warning', 'set-output'];
const parse = (line: string) => {
  const command = parseWorkflowCommand(line, (name) => KNOWN.includes(name.toLowerCase()));
  return command && { name: command.name, properties: Object.fromEntries(command.properties), data: command.data };
};

describe('parseWorkflowCommand', () => {
  test.each([
    ['::error::text', { name: 'error', properties: {}, data: 'text' }],
    ['  \t::error::text', { name: 'error', properties: {}, data: 'text' }],
    ['\u00a0::error::text', { name: 'error', properties: {}, data: 'text' }],
    ['::ERROR::text', { name: 'ERROR', properties: {}, data: 'text' }],
    ['::error::', { name: 'error', properties: {}, data: '' }],
    ['::error::one::two', { name: 'error', properties: {}, data: 'one::two' }],
    ['::error title=A%3A B%2C C,file=x::t', { name: 'error', properties: { title: 'A: B, C', file: 'x' }, data: 't' }],
    ['::error title=,line==4,x::t', { name: 'error', properties: { line: '4' }, data: 't' }],
    ['::add-mask::%0A%0D%25%250A%3A%2C', { name: 'add-mask', properties: {}, data: '\n\r%%0A%3A%2C' }],
    ['text ##[error]%5D%3B%25', { name: 'error', properties: {}, data: '];%' }],
    ['x##[error file=a;line=%3B]d', { name: 'error', properties: { file: 'a', line: ';' }, data: 'd' }],
    ['##[set-output name=a]::b', { name: 'set-output', properties: { name: 'a' }, data: '::b' }],
  ])('reads %j', (line, command) => {
    expect(parse(line)).toEqual(command);
  });

  test.each([
    '',
    'text',
    'text ::error::x',
    ':: error::x',
    '::error',
    '::unknown::x',
    '::error:x',
    '##[unknown]x',
    '##[error',
    '## [error]x',
    '\ufeff::error::x',
  ])('takes %j for output', (line) => {
    expect(parse(line)).toBeUndefined();
  });

  test('what is escaped as GitHub says comes back unchanged', () => {
    const text = fc.string({
      unit: fc.constantFrom('%', '0', 'A', 'D', '2', '5', 'C', '\r', '\n', ':', ',', '::', '😀', 'x'),
    });
    const escapeData = (data: string) => data.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
    const escapeProperty = (data: string) => escapeData(data).replace(/:/g, '%3A').replace(/,/g, '%2C');
    fc.assert(
      fc.property(
        text,
        text.filter((value) => value !== ''),
        (data, title) => {
          expect(parse(`::error title=${escapeProperty(title)}::${escapeData(data)}`)).toEqual({
            name: 'error',
            properties: { title },
            data,
          });
        },
      ),
    );
  });
});
