// npm run dist:deb, npm run dist:rpm: packages the program for Linux, without a download; the arguments say as what.
import { makeDeb } from './deb.mjs';
import { makeRpm } from './rpm.mjs';
import { giveUp, say } from './run.mjs';
import { ensureCommands } from './system-packages.mjs';
import { packUnpacked } from './unpacked.mjs';

const formats = {
  deb: { make: makeDeb, commands: { fakeroot: 'fakeroot', 'dpkg-deb': 'dpkg' } },
  rpm: { make: makeRpm, commands: { rpmbuild: 'rpm' } },
};

if (process.platform !== 'linux')
  giveUp('A deb and an rpm are made on Linux. Here, `npm run dist` makes the installers.');
const wanted = process.argv.slice(2).map((format) => formats[format] ?? giveUp(`There is no format ${format}.`));
await ensureCommands(Object.assign({}, ...wanted.map(({ commands }) => commands)));
const packed = await packUnpacked();
for (const { make } of wanted) say(`Made ${await make(packed)}`);
