import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../harness/repository.js';
import { type Block, blocksOf } from './blocks.js';

/** The POSIX lines that these lines of PowerShell stand beside. */
const inSh = (text: string) =>
  text
    .replaceAll(/^\$env:(\w+) = '([^']*)'$/gmu, 'export $1=$2')
    .replaceAll(/^\$env:(\w+) = \$vault\.(\w+)$/gmu, 'export $1=$(jq -r .$2 vault.json)')
    .replaceAll(/^\$vault = Get-Content vault\.json \| ConvertFrom-Json\n/gmu, '')
    .replaceAll('| Tee-Object ', '| tee ')
    .replaceAll(/^npm\.cmd /gmu, 'npm ')
    .replaceAll(/(?:'--'|--) pwsh -File (\w+)\.ps1/gu, '-- ./$1.sh');

const GUIDES = readdirSync(join(REPOSITORY, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);
const BLOCKS = GUIDES.flatMap((file) => blocksOf(REPOSITORY, file));
const shells = BLOCKS.filter(({ language }) => language === 'sh' || language === 'powershell');

/** The block of shell lines before this one, below the same heading. */
const before = (block: Block) => {
  const other = shells[shells.indexOf(block) - 1];
  return other?.file === block.file && other.heading === block.heading ? other : undefined;
};

test.each(shells.filter(({ language }) => language === 'powershell'))(
  '$file:$line does in PowerShell what the lines before it do in a POSIX shell',
  (block) => {
    expect(before(block)?.language).toBe('sh');
    expect(inSh(block.text)).toBe(before(block)?.text);
  },
);

test.each(shells.filter(({ language, text }) => language === 'sh' && !text.includes('dsm runb')))(
  '$file:$line has its lines of PowerShell, or is the same there',
  (block) => {
    const next = shells[shells.indexOf(block) + 1];
    const isSame = readFileSync(join(REPOSITORY, block.file), 'utf8').includes('the same in PowerShell');
    expect(isSame || (next?.language === 'powershell' && before(next) === block)).toBe(true);
  },
);
