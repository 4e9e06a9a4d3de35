import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { foldersToCreate } from '../../src/files/folders.js';
import { writePrivateFile } from '../../src/files/private-file.js';
import { temporaryFolder } from './temporary-folder.js';

const folder = temporaryFolder();
const at = (...names: string[]) => join(folder(), ...names);

describe('foldersToCreate', () => {
  test('names what is missing, once, the outer one first, and creates nothing', async () => {
    mkdirSync(at('there'));
    const folders = [at('there'), at('there', 'a', 'b'), at('there', 'a', 'c'), at('x', 'y'), at('x'), folder()];
    expect(await foldersToCreate(folders)).toEqual([
      at('there', 'a'),
      at('there', 'a', 'b'),
      at('there', 'a', 'c'),
      at('x'),
      at('x', 'y'),
    ]);
    expect(readdirSync(folder())).toEqual(['there']);
  });

  test('a link is there, wherever it leads', async () => {
    symlinkSync(at('nowhere'), at('link'));
    expect(await foldersToCreate([at('link')])).toEqual([]);
  });

  test('names exactly the folders that a write makes', async () => {
    mkdirSync(at('a'));
    const path = at('a', 'b', 'c', 'key');
    const planned = await foldersToCreate([dirname(path)]);
    await writePrivateFile(path, 'fake', folder());
    const made = readdirSync(folder(), { recursive: true, encoding: 'utf8' }).map((name) => at(name));
    expect(made.toSorted()).toEqual([at('a'), ...planned, path].toSorted());
  });
});
