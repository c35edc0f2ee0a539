// Which file may import which: layers, rooms, and no circles, those of types included. CONTRIBUTING.md says the same in words.
const rooms = 'connection|service|input|run|result|history|batch|job|storage|recipe|watch|help';
/** Modules of core that the page may load, and not only take types of. */
const sharedRules =
  'ground/error-table|ground/json-text|answer/verdict|connection/endpoint|input/picture|input/preparable|input/sound/sound|job/job|run/invocation|service/input-kind|service/service-key';
const packages = (...names) => `^node_modules/(${names.join('|')})/`;

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** A folder that imports nothing but itself and what is named. */
function only(name, folder, allowed, comment) {
  return rule(name, comment, { path: `^${folder}/` }, { pathNot: [`^${folder}/`, ...allowed] });
}

/** A folder that does not import what is named. */
function never(name, folder, forbidden, comment) {
  return rule(name, comment, { path: `^${folder}/` }, { path: forbidden });
}

export default {
  forbidden: [
    rule('no-circles', 'Two files that need each other are one, or need a third.', {}, { circular: true }),
    rule('resolvable', 'It is not there.', {}, { couldNotResolve: true }),

    only(
      'core',
      'src-main/core',
      [packages('valibot', 'jsonc-parser', 'yaml')],
      'core is pure: hand it what it needs through the ports of its room.',
    ),
    only('ground', 'src-main/core/ground', ['^node_modules/'], 'Every room stands on ground, so it imports none.'),
    only('services', 'src-main/services', ['^src-main/core/'], 'services know ports, not adapters, and no Node.'),
    never(
      'adapters',
      'src-main/adapters',
      '^src-main/(?!core/|adapters/)',
      'adapters stand behind ports and know core only.',
    ),
    never(
      'command',
      'src-main/command',
      '^src-main/(?!core/|services/|command/)',
      'The command line gets what it needs from the program.',
    ),
    never('practice', 'src-main/practice', '^src-main/(?!core/|practice/)', 'practice imports core only.'),
    only(
      'contract',
      'src-main/contract',
      ['^src-main/core/', packages('valibot')],
      'The contract knows core, and nothing that only one side has.',
    ),
    rule(
      'electron',
      'Only src-main/electron, and the programs beside it, know Electron.',
      { path: '^src-', pathNot: ['^src-main/electron/', '^src-main/[^/]+$'] },
      { path: '^(electron|node_modules/electron/)' },
    ),

    rule('renderer-node', 'The page has no Node.', { path: '^src-renderer/' }, { dependencyTypes: ['core'] }),
    rule(
      'renderer-main',
      'The page knows the contract, types of core, and those of its rules that load no library.',
      { path: '^src-renderer/' },
      {
        path: '^src-main/',
        pathNot: ['^src-main/contract/', `^src-main/core/(${sharedRules})\\.ts$`],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'renderer-layers',
      'Of the layers, the page knows core.',
      { path: '^src-renderer/' },
      { path: '^src-main/(?!core/|contract/)' },
    ),
    rule(
      'renderer-rooms',
      'A room takes the state of another room, never its components: the shell puts them together.',
      { path: `^src-renderer/(${rooms})/` },
      { path: `^src-renderer/(shell|${rooms})/.+\\.svelte$`, pathNot: '^src-renderer/$1/' },
    ),
    never(
      'renderer-common',
      'src-renderer/(viewers|ui|i18n|errors)',
      `^src-renderer/(shell|${rooms})/`,
      'What every room uses knows no room.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'svelte', 'node', 'default'],
      extensions: ['.ts', '.svelte.ts', '.svelte', '.mjs', '.js', '.d.ts'],
    },
    moduleSystems: ['es6'],
  },
};
