// Photos made smaller by the app, against ImageMagick; and a list of them, against the same list made smaller before.
import { spawnSync } from 'node:child_process';
import { copyFileSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Vips from 'wasm-vips';
import { root } from '../run.mjs';
import { installAsRoot } from '../system-packages.mjs';
import { openApp, runBatch } from './batch.mjs';
import { alternately, atMost, forgetPeak, median, memoryOf, seconds, settled, shell } from './measure.mjs';

const MiB = 1024 ** 2;
const howMany = 24;
const differentPhotos = 4;
const [width, height] = [4000, 3000];
const atOnce = 2;
const longestSidePx = 2000;
const quality = 88;
const preparation = { picture: { longestSidePx, quality } };

/** Photos of 12 megapixels, as a phone takes them. */
export async function benchPictures(stage) {
  const photos = join(stage.folder, 'photos');
  mkdirSync(photos);
  await writePhotos(photos);
  await benchShrinking(stage, photos);
  await benchPreparedList(stage, photos);
}

/** The copies alone, as many at a time as a list makes. */
async function benchShrinking({ folder, runs, launch, record, skip }, photos) {
  const line = `shrinking ${howMany} photos of 12 megapixels, two at a time`;
  const hasPeer = await hasImageMagick();
  const electron = await launch(join(folder, 'photos-data'), [root]);
  const page = await electron.firstWindow();
  const ids = await grantFiles(page, pathsIn(photos));
  const main = electron.process().pid;
  const idle = await settled(() => memoryOf(main).now);
  const added = [];
  const ours = async () => {
    forgetPeak(main);
    const taken = await shrinkAll(page, ids);
    const processes = await electron.evaluate(({ app }) => app.getAppMetrics().map(({ pid, name }) => ({ pid, name })));
    const drawing = processes.filter(({ name }) => name === 'Pictures');
    if (drawing.length !== atOnce) throw new Error(`${drawing.length} processes made the copies.`);
    // All that a process takes, with what it shares with others: more than what it adds, never less.
    added.push(drawing.reduce((sum, { pid }) => sum + memoryOf(pid).peak, memoryOf(main).peak - idle));
    return taken;
  };
  const shrunk = join(folder, 'shrunk');
  const command = `convert {} -resize ${longestSidePx}x${longestSidePx} -quality ${quality} '${shrunk}'/{}`;
  const peer = async () => {
    mkdirSync(shrunk);
    const taken = await seconds(() => shell(`cd '${photos}'; ls | xargs -P${atOnce} -I{} ${command}`));
    if (readdirSync(shrunk).length !== howMany) throw new Error('ImageMagick left photos out.');
    rmSync(shrunk, { recursive: true });
    return taken;
  };
  const taken = await alternately(runs, { ours, ...(hasPeer && { peer }) });
  await electron.close();
  if (hasPeer) {
    const against = `convert -resize ${longestSidePx}x${longestSidePx} -quality ${quality}, ${taken.peer.toFixed(2)} s`;
    record(line, taken.ours / taken.peer, 'of its time', against, '<= 0.75', atMost(0.75));
  } else {
    skip(line, '<= 0.75', `ImageMagick’s convert isn’t installed; here ${taken.ours.toFixed(2)} s`);
  }
  record(
    `memory added by ${howMany} photos, two at a time`,
    median(added) / MiB,
    'MiB',
    'the idle app',
    '<= 450',
    atMost(450),
  );
}

/** Whether preparing keeps the cluster waiting, which takes half a second for a file, one after the other. */
async function benchPreparedList(stage, photos) {
  const home = join(stage.folder, 'home-photos');
  const prepared = join(stage.folder, 'prepared');
  for (const place of [home, prepared]) mkdirSync(place);
  const app = await openApp(stage, home);
  const run = async (service, from, plan) => {
    await app.page.setInputFiles('#bench-files', pathsIn(from));
    const taken = await runBatch(app.page, service, howMany, { atOnceLimit: 1, ...plan });
    const place = join(home, 'OSCAR results');
    // The folder of this list; those of lists before it were removed.
    const results = join(place, readdirSync(place)[0]);
    const photosIn = readdirSync(results).filter((name) => name.endsWith('.jpg'));
    if (photosIn.length !== howMany) throw new Error(`${photosIn.length} copies came back.`);
    return { taken, results, photosIn };
  };
  const first = await run('echo', photos, { preparation });
  for (const name of first.photosIn) copyFileSync(join(first.results, name), join(prepared, name));
  rmSync(first.results, { recursive: true });
  const timed = (from, plan) => async () => {
    const { taken, results } = await run('steady', from, plan);
    rmSync(results, { recursive: true });
    return taken;
  };
  const { inList, before } = await alternately(Math.min(stage.runs, 3), {
    inList: timed(photos, { preparation }),
    before: timed(prepared, {}),
  });
  await app.electron.close();
  stage.record(
    `a list of ${howMany} photos made smaller on the way, 500 ms each at the server`,
    inList / before,
    'of its time',
    `the same list made smaller before, ${before.toFixed(2)} s`,
    '<= 1.1',
    atMost(1.1),
  );
}

/** @returns whether `convert` is ImageMagick’s: others have a program of that name too */
async function hasImageMagick() {
  const isThere = () => String(spawnSync('convert', ['-version']).stdout).startsWith('Version: ImageMagick');
  if (!isThere()) await installAsRoot(['imagemagick']);
  return isThere();
}

/** Light and dark places with grain, which a photo has too; a few of them under many names. */
async function writePhotos(folder) {
  const vips = await Vips({ dynamicLibraries: [] });
  const nameOf = (index) => join(folder, `IMG_${String(index).padStart(4, '0')}.jpg`);
  for (let index = 0; index < howMany; index += 1) {
    if (index >= differentPhotos) {
      linkSync(nameOf(index % differentPhotos), nameOf(index));
      continue;
    }
    const band = (cell) => vips.Image.perlin(width, height, { cell_size: cell, seed: index + 1 }).linear(90, 128);
    const grain = vips.Image.gaussnoise(width, height, { sigma: 6, mean: 0, seed: index + 1 });
    const colours = band(512)
      .bandjoin([band(128), band(32)])
      .add(grain)
      .cast('uchar')
      .copy({ interpretation: 'srgb' });
    writeFileSync(nameOf(index), colours.writeToBuffer('.jpg', { Q: 92 }));
  }
  vips.shutdown();
}

function pathsIn(folder) {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}

/** Hands files to the app, as a drop does. @returns their ids */
async function grantFiles(page, paths) {
  await page.evaluate(() =>
    document.body.insertAdjacentHTML('beforeend', '<input type="file" id="bench-files" multiple hidden>'),
  );
  await page.setInputFiles('#bench-files', paths);
  return page.evaluate(async () => {
    const ids = [];
    for (const file of document.querySelector('#bench-files').files) {
      const reply = await window.oscar.grantFile(file);
      if (!reply.ok) throw new Error(JSON.stringify(reply.error));
      ids.push(reply.value.id);
    }
    return ids;
  });
}

/** Makes the copies that would be sent. @returns seconds */
async function shrinkAll(page, ids) {
  return page.evaluate(
    async ([fileIds, wanted, places]) => {
      const left = [...fileIds];
      const work = async () => {
        for (let id = left.shift(); id !== undefined; id = left.shift()) {
          const reply = await window.oscar.showPrepared(id, wanted);
          if (!reply.ok) throw new Error(JSON.stringify(reply.error));
          if (reply.value.prepared.width !== wanted.picture.longestSidePx) throw new Error(JSON.stringify(reply.value));
        }
      };
      const begin = performance.now();
      await Promise.all(Array.from({ length: places }, work));
      return (performance.now() - begin) / 1000;
    },
    [ids, preparation, atOnce],
  );
}
