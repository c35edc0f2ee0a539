// Installs, as root, the system packages that tests and packaging on Debian and its relatives take. `npm test` does it by
// itself where it runs as root.
import { ensureCommands, ensureSystemPackages } from './system-packages.mjs';

await ensureSystemPackages({ isHeadless: true });
await ensureCommands({ fakeroot: 'fakeroot', rpmbuild: 'rpm', xauth: 'xauth', pgrep: 'procps', ip: 'iproute2' });
