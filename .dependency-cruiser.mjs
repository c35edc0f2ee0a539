// Which file may import which: the layers, the rooms, and no circles, those of types included. CONTRIBUTING.md says the same in words.
const rooms = 'connection|service|input|run|result|history|batch|job|help';

/** A rule that a layer imports nothing but what is named, in a form that dependency-cruiser reads. */
function only(layer, allowed, comment) {
  return {
    name: `${layer}-imports`,
    severity: 'error',
    comment,
    from: { path: `^src-main/${layer}/` },
    to: { pathNot: [`^src-main/${layer}/`, ...allowed] },
  };
}

const packages = (...names) => `^node_modules/(${names.join('|')})/`;

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', comment: 'Two files that need each other are one, or need a third.', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('core', [packages('valibot', 'jsonc-parser', 'yaml')], 'core is pure: hand it what it needs through the ports of its room.'),
    only('services', ['^src-main/core/'], 'services know ports, not adapters.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'svelte', 'node', 'default', 'types'], extensions: ['.ts', '.svelte.ts', '.svelte', '.mjs', '.js', '.d.ts'] },
    moduleSystems: ['es6'],
  },
};
