// Batches in the app against the shell, and a list of 100,000 files.
import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { root } from '../run.mjs';
import { alternately, atMost, median, memoryOf, seconds, settled, shell } from './measure.mjs';

const MiB = 1024 ** 2;
const smallBytes = 20_000;

/** Many small files, dropped at once, against what people do in a shell. */
export async function benchBatches(stage) {
  const { folder, endpoint, curl, runs, record, skip } = stage;
  const runService = pythonPeer(stage, join(folder, 'small-python'));
  const inputs = join(folder, 'small');
  mkdirSync(inputs);
  for (let index = 0; index < 2000; index += 1) {
    writeFileSync(join(inputs, `${String(index).padStart(4, '0')}.bin`), randomBytes(smallBytes));
  }
  const names = readdirSync(inputs).sort();
  const shellOut = join(folder, 'small-shell');
  const pipeline = (service) => `base64 "$f" | ${curl} --data-binary @- ${endpoint}/run/${service} | base64 -d`;
  const first1000 = `'${inputs}'/0*.bin`;
  const loop = `mkdir '${shellOut}'; for f in ${first1000}; do ${pipeline('echo')} > '${shellOut}'/"\${f##*/}"; done`;
  const xargs = `mkdir '${shellOut}'; find '${inputs}' -type f -print0 | xargs -0 -P8 -n1 bash -c 'f="$1"; ${pipeline('slow').replaceAll("'", '"')} > "${shellOut}/\${f##*/}"' _`;
  const home = join(folder, 'home');
  mkdirSync(home);
  const app = await openApp(stage, home);
  const inApp = (service, howMany, atOnceLimit) => async () => {
    await app.page.setInputFiles(
      '#bench-files',
      names.slice(0, howMany).map((name) => join(inputs, name)),
    );
    const taken = await runBatch(app.page, service, howMany, { atOnceLimit });
    // The folder of this list; those of lists before it were removed.
    const place = join(home, 'OSCAR results');
    const results = join(place, readdirSync(place)[0]);
    // They begin like the names of their inputs.
    const found = new Map(readdirSync(results).map((name) => [name.slice(0, 4), join(results, name)]));
    for (const name of names.slice(0, howMany)) {
      const result = readFileSync(found.get(name.slice(0, 4)));
      if (!result.equals(readFileSync(join(inputs, name)))) throw new Error(`The result of ${name} is another.`);
    }
    rmSync(results, { recursive: true });
    return taken;
  };
  const inShell = (command) => async () => {
    const taken = await seconds(() => shell(command));
    rmSync(shellOut, { recursive: true });
    return taken;
  };
  const bare = (service, howMany, atOnce) => () => {
    const paths = names.slice(0, howMany).map((name) => join(inputs, name));
    return bareSeconds(app, stage, service, paths, atOnce);
  };
  const one = await alternately(runs, {
    ours: inApp('echo', 1000, 0),
    shell: inShell(loop),
    bare: bare('echo', 1000, 1),
    ...(runService && { python: runService(first1000) }),
  });
  record(
    '1,000 files of 20 kB, dropped at once',
    one.ours / one.shell,
    'of its time',
    `a loop of base64 | curl | base64 -d, ${one.shell.toFixed(2)} s`,
    '<= 0.1',
    atMost(0.1),
  );
  const bareClient = (taken) => `a client that keeps nothing, in Electron's main process, ${taken.toFixed(2)} s`;
  const small = '1,000 files of 20 kB, dropped at once';
  record(small, one.ours / one.bare, 'of its time', bareClient(one.bare), '<= 3', atMost(3));
  if (one.python === undefined) skip(small, '<= 1', 'oscar_python is not installed for the Python of OSCAR_PYTHON');
  else {
    const peer = `oscar_python's run_service in a loop, results kept and not synced, ${one.python.toFixed(2)} s`;
    record(small, one.ours / one.python, 'of its time', peer, '<= 1', atMost(1));
  }
  const many = await alternately(runs, {
    ours: inApp('slow', 2000, 8),
    shell: inShell(xargs),
    bare: bare('slow', 2000, 8),
  });
  record(
    '2,000 files of 20 kB, 20 ms each at the server, 8 at once',
    many.ours / many.shell,
    'of its time',
    `find | xargs -P8 of the pipeline, ${many.shell.toFixed(2)} s`,
    '<= 0.25',
    atMost(0.25),
  );
  record(
    '2,000 files of 20 kB, 20 ms each at the server, 8 at once',
    many.ours / many.bare,
    'of its time',
    bareClient(many.bare),
    '<= 1.1',
    atMost(1.1),
  );
  await app.electron.close();
}

/** Photos as a phone takes them, many at once. What comes back is not compared here: it is in the lines of small files. */
export async function benchPhotos(stage) {
  const { folder, runs, record } = stage;
  const inputs = join(folder, 'large-photos');
  mkdirSync(inputs);
  const paths = [];
  for (let index = 0; index < 300; index += 1) {
    const path = join(inputs, `${String(index).padStart(3, '0')}.bin`);
    // The same bytes under many names: the disk is to write results, not to make room for inputs.
    if (index < 20) writeFileSync(path, randomBytes(5 * MiB));
    else linkSync(paths[index % 20], path);
    paths.push(path);
  }
  const home = join(folder, 'home-photos');
  mkdirSync(home);
  const app = await openApp(stage, home);
  const ours = async () => {
    await app.page.setInputFiles('#bench-files', paths);
    const taken = await runBatch(app.page, 'echo', paths.length, { atOnceLimit: 16 });
    rmSync(join(home, 'OSCAR results'), { recursive: true });
    return taken;
  };
  const bare = () => bareSeconds(app, stage, 'echo', paths, 16);
  const taken = await alternately(runs, { ours, bare });
  await app.electron.close();
  const peer = `a client that keeps nothing, in Electron's main process, ${taken.bare.toFixed(2)} s`;
  record('300 photos of 5 MB, 16 at once', taken.ours / taken.bare, 'of its time', peer, '<= 1.15', atMost(1.15));
}

/** What the main process holds after 10,000 results, against after 1,000. */
export async function benchResultsMemory(stage) {
  const { folder, runs, record } = stage;
  const inputs = join(folder, 'tiny');
  mkdirSync(inputs);
  const paths = Array.from({ length: 1000 }, (_, index) => join(inputs, `${index}.txt`));
  for (const path of paths) writeFileSync(path, `leaf ${path}`);
  const held = { few: [], many: [] };
  for (let run = 0; run < runs; run += 1) {
    const home = join(folder, `home-memory-${run}`);
    mkdirSync(home);
    const app = await openApp(stage, home, ['--js-flags=--expose-gc']);
    const pid = app.electron.process().pid;
    const memory = async () => {
      // Only what is still held counts, not what V8 will collect some time.
      await app.electron.evaluate(() => globalThis.gc());
      return settled(() => memoryOf(pid).now);
    };
    for (let list = 1; list <= 10; list += 1) {
      await app.page.setInputFiles('#bench-files', paths);
      await runBatch(app.page, 'echo', paths.length, {});
      if (list === 1) held.few.push(await memory());
    }
    held.many.push(await memory());
    await app.electron.close();
  }
  const [few, many] = [median(held.few), median(held.many)];
  const peer = `after 1,000, ${(few / MiB).toFixed(0)} MiB; ten lists of 1,000, each closed`;
  record('memory after 10,000 results, main process', many / few, 'of its memory', peer, '<= 1.1', atMost(1.1));
}

/** Has oscar_python send files one after the other, where it is there. @returns what does that and tells the seconds */
function pythonPeer({ endpoint, token }, out) {
  const python = process.env.OSCAR_PYTHON ?? 'python3';
  if (spawnSync(python, ['-c', 'import oscar_python'], { stdio: 'ignore' }).status !== 0) return undefined;
  const program = join(root, 'scripts/bench/run-service.py');
  return (files) => async () => {
    const taken = await seconds(() =>
      shell(`mkdir '${out}'; '${python}' '${program}' '${endpoint}' '${token}' '${out}' ${files}`),
    );
    if (readdirSync(out).length !== 1000) throw new Error('oscar_python left files out.');
    rmSync(out, { recursive: true });
    return taken;
  };
}

/** Seconds that `postAll` takes in the main process of the app, which does nothing else. */
function bareSeconds({ electron }, { endpoint, token }, service, paths, atOnce) {
  return electron.evaluate(postAll, { url: `${endpoint}/run/${service}`, token, paths, atOnce });
}

/**
 * What nobody can be faster than: files go there and back over kept connections, and what comes back is not even looked at. It runs
 * in another process, so it uses nothing from here. @returns seconds
 */
async function postAll(_electron, { url, token, paths, atOnce }) {
  const { Agent, request } = process.mainModule.require('node:http');
  const { readFile } = process.mainModule.require('node:fs/promises');
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const left = [...paths];
  const post = (body) =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, 'content-length': body.length };
      const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`The server answered ${answer.statusCode}.`));
        answer.resume().on('end', resolve).on('error', reject);
      });
      sent.on('error', reject).end(body, 'latin1');
    });
  const work = async () => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) await post(await readFile(path, 'base64'));
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: atOnce }, work));
  agent.destroy();
  return (performance.now() - begin) / 1000;
}

/** A folder of 100,000 files, from the drop to the list, and the first seconds of running it. */
export async function benchLongList(stage) {
  const { folder, record } = stage;
  const howMany = 100_000;
  const inputs = join(folder, 'Survey');
  for (let index = 0; index < howMany; index += 1) {
    const plot = join(inputs, `plot ${String(Math.floor(index / 1000)).padStart(2, '0')}`);
    if (index % 1000 === 0) mkdirSync(plot, { recursive: true });
    writeFileSync(join(plot, `leaf ${index}.txt`), `leaf ${index}`);
  }
  const home = join(folder, 'home-list');
  mkdirSync(home);
  const electron = await stage.launch(`${home}-data`, [root], { HOME: home });
  const page = await electron.firstWindow();
  await connect(page, stage, 'echo');
  const memory = async () => {
    const processes = await electron.evaluate(({ app }) => app.getAppMetrics().map(({ pid, type }) => ({ pid, type })));
    const of = (type) => memoryOf(processes.find((one) => one.type === type).pid).now;
    return { main: of('Browser'), window: of('Tab') };
  };
  const before = await memory();
  await page.evaluate(watchFrames);
  const begin = await drop(page, inputs);
  await page.getByRole('row', { name: /leaf 0\.txt/ }).waitFor();
  const toFirstRows = (performance.now() - begin) / 1000;
  await untilBatch(page, ({ isScanning, total }) => !isScanning && total === howMany);
  const toList = (performance.now() - begin) / 1000;
  const listed = await memory();
  const frameOfList = await page.evaluate(() => window.benchFrames.longest());

  const asked = performance.now();
  const id = await startShown(page, { serviceName: 'echo' });
  const toStart = (performance.now() - asked) / 1000;
  await untilBatch(page, ({ counts }) => counts.done >= 3000);
  const frameOfRun = await page.evaluate(() => window.benchFrames.longest());
  const running = await memory();
  await page.evaluate((batch) => window.oscar.stopBatch(batch, true), id);
  await electron.close();

  const peer = '100,000 files in 100 folders';
  const show = (name, value, unit) => record(name, value, unit, peer, 'none', () => true);
  show('drop to the first rows', toFirstRows, 's');
  show('drop to the full list', toList, 's');
  show('longest frame while the list fills', frameOfList, 'ms');
  show('Run, until all files are in the journal', toStart, 's');
  show('longest frame while it runs', frameOfRun, 'ms');
  show('memory added by the list, main process', (listed.main - before.main) / MiB, 'MiB');
  show('memory added by the list, window', (listed.window - before.window) / MiB, 'MiB');
  show('memory added after 3,000 were run, main process', (running.main - before.main) / MiB, 'MiB');
}

/** Adds a connection to the server by hand, and waits until its service can be used. */
export async function connect(page, { endpoint, token }, serviceName) {
  await page.getByRole('button', { name: 'Add connection' }).click();
  const form = page.getByRole('dialog', { name: 'Add connection' });
  const typed = { Name: 'Bench', Address: endpoint, 'Service name': serviceName, Token: token };
  for (const [field, text] of Object.entries(typed)) await form.getByLabel(field, { exact: true }).fill(text);
  await form.getByRole('button', { name: 'Connect', exact: true }).click();
  // The server that measures answers runs alone, and no check.
  const anyway = form.getByRole('button', { name: 'Save all the same' });
  await anyway
    .or(page.getByRole('group', { name: 'Input' }))
    .first()
    .waitFor();
  if (await anyway.isVisible()) await anyway.click();
  await page.getByRole('group', { name: 'Input' }).waitFor();
}

/** Drops a folder on the window. @returns when it began, in milliseconds */
export async function drop(page, path) {
  const session = await page.context().newCDPSession(page);
  const begin = performance.now();
  const drag = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data: drag });
  }
  return begin;
}

/** Begins the list that is shown, with a service of the only connection. @returns its id */
export async function startShown(page, { serviceName, atOnceLimit = 0 }) {
  return page.evaluate(
    async ([service, limit]) => {
      const { id } = (await window.oscar.getBatch()).value;
      const profileId = (await window.oscar.listProfiles()).value[0].id;
      await window.oscar.changeBatch(id, { service: { profileId, serviceName: service }, atOnceLimit: limit });
      const reply = await window.oscar.startBatch(id, false);
      if (!reply.ok) throw new Error(JSON.stringify(reply.error));
      return id;
    },
    [serviceName, atOnceLimit],
  );
}

/** The app with a connection to the server, and a way to hand it files. */
export async function openApp({ endpoint, token, launch }, home, flags = []) {
  const electron = await launch(`${home}-data`, [...flags, root], { HOME: home });
  const page = await electron.firstWindow();
  await page.evaluate(
    async ([address, secret]) => {
      window.benchProfiles = {};
      for (const serviceName of ['echo', 'slow', 'steady']) {
        const fields = {
          name: `Bench ${serviceName}`,
          colour: 'grey',
          endpoint: address,
          allowsPlainHttp: false,
          signIn: { kind: 'service-token', serviceName },
          trust: { kind: 'system' },
        };
        const reply = await window.oscar.addProfile(fields, secret, 'session');
        if (!reply.ok) throw new Error(JSON.stringify(reply.error));
        window.benchProfiles[serviceName] = reply.value.id;
      }
      document.body.insertAdjacentHTML('beforeend', '<input type="file" id="bench-files" multiple hidden>');
    },
    [endpoint, token],
  );
  return { electron, page };
}

/** Drops the chosen files at once and runs them with more settings of the list, as the window does. @returns seconds from the drop to the report */
export async function runBatch(page, serviceName, howMany, more) {
  return page.evaluate(
    async ([service, count, settings]) => {
      const files = [...document.querySelector('#bench-files').files];
      const value = (reply) => {
        if (!reply.ok) throw new Error(JSON.stringify(reply.error));
        return reply.value;
      };
      const until = (condition) =>
        new Promise((resolve) => {
          const look = (batch) => {
            if (!batch || !condition(batch)) return;
            stop();
            resolve(batch);
          };
          const stop = window.oscar.on('batchChanged', look);
          void window.oscar.getBatch().then((reply) => look(value(reply)));
        });
      const begin = performance.now();
      const { id } = value(await window.oscar.takeFiles(files));
      const plan = { service: { profileId: window.benchProfiles[service], serviceName: service }, ...settings };
      value(await window.oscar.changeBatch(id, plan));
      await until(({ isScanning }) => !isScanning);
      value(await window.oscar.startBatch(id, false));
      const { counts } = await until(({ phase }) => phase.status === 'finished' || phase.status === 'paused');
      const taken = (performance.now() - begin) / 1000;
      if (counts.done !== count) throw new Error(JSON.stringify(counts));
      value(await window.oscar.closeBatch(id));
      return taken;
    },
    [serviceName, howMany, more],
  );
}

/** Looks at the batch, fifty times a second, until something is so. */
export async function untilBatch(page, condition) {
  for (;;) {
    const batch = await page.evaluate(async () => (await window.oscar.getBatch()).value);
    if (batch && condition(batch)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Runs in the page: measures the longest time between two frames since it was asked last. */
export function watchFrames() {
  let longest = 0;
  let last = performance.now();
  const frame = (now) => {
    longest = Math.max(longest, now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.benchFrames = {
    longest: () => {
      const value = longest;
      longest = 0;
      return value;
    },
  };
}
