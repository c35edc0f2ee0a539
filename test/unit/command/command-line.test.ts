import { describe, expect, it, test } from 'vitest';
import { ownArguments, parseCommandLine } from '../../../src-main/command/command-line';

const id = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const common = { service: 'cowsay', profile: 'Field lab', readsSecret: false };

test.each([
  ['nothing', [], { kind: 'window', paths: [] }],
  ['a file', ['/tmp/lab.oscar-connection'], { kind: 'window', paths: ['/tmp/lab.oscar-connection'] }],
  ['a switch of Chromium', ['--no-sandbox', '--user-data-dir=/tmp/x'], { kind: 'window', paths: [] }],
  ['--help', ['--help'], { kind: 'help' }],
  ['help of a command', ['run', '--help'], { kind: 'help' }],
  ['help of another', ['batch', 'plants', '-h'], { kind: 'help' }],
  ['--version', ['--no-sandbox', '--version'], { kind: 'version' }],
  ['help of jobs', ['job', '--help'], { kind: 'help' }],
  [
    'a recipe',
    ['batch', '--recipe', 'Evening run', 'Meadow', '--output=out', '--existing', 'number', '--parallel', '4'],
    {
      kind: 'recipe',
      recipe: 'Evening run',
      folder: 'Meadow',
      output: 'out',
      existing: 'number',
      atOnceLimit: 4,
      readsSecret: false,
    },
  ],
  [
    'a job of a text',
    ['job', 'run', 'cowsay', '--profile', 'Field lab', '--text', 'moo'],
    { ...common, kind: 'job-run', input: { kind: 'text', text: 'moo' } },
  ],
  ['the jobs', ['job', 'list'], { kind: 'job-list', readsSecret: false }],
  ['the log of a job', ['job', 'log', id, '--token-stdin'], { kind: 'job-log', id, readsSecret: true }],
  ['the removal of a job', ['job', 'remove', id], { kind: 'job-remove', id, readsSecret: false }],
  [
    'the result of a job',
    ['job', 'result', id, '--wait', '--output', 'out.png'],
    { kind: 'job-result', id, output: 'out.png', replaces: false, waits: true, readsSecret: false },
  ],
  [
    'the files of a service',
    ['storage', 'list', 'cowsay', '--profile', 'Field lab', '--folder', 'cowsay/in'],
    { ...common, kind: 'storage-list', folder: 'cowsay/in' },
  ],
  [
    'saving files of a service',
    ['storage', 'get', 'cowsay', 'a b.png', '--profile=Field lab', '--output', 'out', '--since', '2026-11-30'],
    { ...common, kind: 'storage-get', names: ['a b.png'], output: 'out', since: '2026-11-30T00:00:00.000Z' },
  ],
  [
    'uploading files',
    ['storage', 'put', 'cowsay', 'a.png', 'b.png', '--profile=Field lab', '--replace'],
    { ...common, kind: 'storage-put', paths: ['a.png', 'b.png'], replaces: true },
  ],
  [
    'a run of a file',
    ['run', 'cowsay', '--profile', 'Field lab', '--input', 'a b.jpg', '--output', 'out.png'],
    { ...common, kind: 'run', input: { kind: 'file', path: 'a b.jpg' }, output: 'out.png', replaces: false },
  ],
  [
    'a run of a picture that is changed before it is sent',
    [
      ...['run', 'cowsay', '--profile', 'Field lab', '--input', 'photo.heic', '--longest-side', '2000'],
      ...['--format', 'jpeg', '--quality=80', '--anonymous'],
    ],
    {
      ...common,
      kind: 'run',
      input: {
        kind: 'file',
        path: 'photo.heic',
        preparation: { picture: { longestSidePx: 2000, format: 'jpeg', quality: 80, isAnonymous: true } },
      },
      replaces: false,
    },
  ],
  [
    'a run of a text, with options before the service and after a switch of Chromium',
    ['--no-sandbox', 'run', '--profile=Field lab', '--text=--hello', '--replace', 'cowsay', '--owner', 'me'],
    { ...common, kind: 'run', owner: 'me', input: { kind: 'text', text: '--hello' }, replaces: true },
  ],
  [
    'a run of JSON with the token on standard input',
    ['run', 'cowsay', '--profile', 'Field lab', '--json', '{}', '--token-stdin'],
    { ...common, kind: 'run', readsSecret: true, input: { kind: 'json', text: '{}' }, replaces: false },
  ],
  [
    'a batch',
    ['batch', 'plants', './photos', '--profile', 'Field lab', '--output', 'out'],
    { ...common, service: 'plants', kind: 'batch', folder: './photos', output: 'out', existing: 'skip' },
  ],
  [
    'the rows of a table',
    [
      ...['batch', 'plants', 'plots.csv', '--profile', 'Field lab', '--output', 'out', '--text-column', 'text'],
      ...[
        '--name-column',
        'id',
        '--where',
        'checked=yes=no',
        '--where',
        'height>=12',
        '--separator',
        'tab',
        '--encoding',
        'utf-16le',
        '--no-names',
      ],
    ],
    {
      ...common,
      ...{ service: 'plants', kind: 'batch', folder: 'plots.csv', output: 'out', existing: 'skip' },
      table: {
        readOptions: { separator: '\t', encoding: 'utf-16le', hasNoNames: true },
        use: {
          input: { kind: 'text', column: 'text' },
          nameColumn: 'id',
          only: [
            { column: 'checked', test: 'is', text: 'yes=no' },
            { column: 'height', test: 'at-least', text: '12' },
          ],
        },
      },
    },
  ],
  [
    'JSON of the rows of a workbook',
    [
      ...['batch', 'plants', 'plots.xlsx', '--profile', 'Field lab', '--output', 'out'],
      ...['--json-template', 'tree.json', '--sheet', 'Plots'],
    ],
    {
      ...common,
      ...{ service: 'plants', kind: 'batch', folder: 'plots.xlsx', output: 'out', existing: 'skip' },
      table: { readOptions: { sheet: 'Plots' }, use: { input: { kind: 'json', templateFile: 'tree.json' } } },
    },
  ],
  [
    'a batch with every option',
    [
      ...[
        '--no-sandbox',
        'batch',
        '--parallel=8',
        '--existing',
        'number',
        '--token-stdin',
        '--owner=me',
        'plants',
        'a b',
      ],
      ...['--profile', 'Field lab', '--output', 'out'],
    ],
    {
      ...common,
      kind: 'batch',
      service: 'plants',
      owner: 'me',
      readsSecret: true,
      folder: 'a b',
      output: 'out',
      existing: 'number',
      atOnceLimit: 8,
    },
  ],
  [
    'a batch of pictures that are changed before they are sent',
    ['batch', 'plants', 'photos', '--profile', 'Field lab', '--output', 'out', '--longest-side', '1600'],
    {
      ...{ ...common, service: 'plants', kind: 'batch', folder: 'photos', output: 'out', existing: 'skip' },
      preparation: { picture: { longestSidePx: 1600 } },
    },
  ],
  [
    'a run of a sound that is sent as WAV',
    ['run', 'cowsay', '--profile', 'Field lab', '--input', 'call.m4a', '--sound', 'wav'],
    {
      ...common,
      kind: 'run',
      input: { kind: 'file', path: 'call.m4a', preparation: { sound: 'wav-16k-mono' } },
      replaces: false,
    },
  ],
  [
    'a batch with a table',
    [
      ...['batch', 'plants', 'in', '--profile', 'Field lab', '--output', 'out'],
      ...['--report', 'Found.XLSX', '--report-rows', 'detections'],
    ],
    {
      ...{ ...common, service: 'plants', kind: 'batch', folder: 'in', output: 'out', existing: 'skip' },
      report: { path: 'Found.XLSX', format: 'xlsx', rows: 'detections' },
    },
  ],
  [
    'a batch in the background',
    ['batch', 'plants', 'in', '--profile', 'Field lab', '--output', 'out', '--background'],
    {
      ...{ ...common, service: 'plants', kind: 'batch', folder: 'in', output: 'out', existing: 'skip' },
      inBackground: true,
    },
  ],
  [
    'a text that is the name of a command',
    ['run', 'cowsay', '--profile', 'Field lab', '--text', 'run'],
    { ...common, kind: 'run', input: { kind: 'text', text: 'run' }, replaces: false },
  ],
])('reads %s', (_what, args, command) => {
  expect(parseCommandLine(args)).toEqual(command);
});

test.each([
  ['no service', ['run', '--profile', 'x', '--text', 'a'], 'The name of a service is missing.'],
  ['no profile', ['run', 'cowsay', '--text', 'a'], '--profile is missing.'],
  ['no input', ['run', 'cowsay', '--profile', 'x'], 'Give one of --input, --text and --json.'],
  ['two inputs', ['run', 'cowsay', '--profile', 'x', '--text', 'a', '--json', '{}'], 'Give one of'],
  ['a word too many', ['run', 'cowsay', 'leaf.jpg', '--profile', 'x', '--text', 'a'], 'leaf.jpg'],
  [
    'a batch without a folder',
    ['batch', 'plants', '--profile', 'x', '--output', 'o'],
    'The folder or the table of inputs',
  ],
  ['a batch without an output', ['batch', 'plants', 'in', '--profile', 'x'], '--output is missing'],
  ['a batch without a profile', ['batch', 'plants', 'in', '--output', 'o'], '--profile is missing.'],
  [
    'two folders',
    ['batch', 'plants', 'in', 'more', '--profile', 'x', '--output', 'o'],
    '“more”. Give one folder or table.',
  ],
  [
    'another rule',
    ['batch', 'p', 'in', '--profile', 'x', '--output', 'o', '--existing', 'ask'],
    'skip, number, replace',
  ],
  ['no pixels', ['run', 'c', '--profile', 'x', '--input', 'a', '--longest-side', '0'], 'from 1 to 65535'],
  ['no quality', ['run', 'c', '--profile', 'x', '--input', 'a', '--quality', 'good'], 'from 1 to 100'],
  ['another format', ['run', 'c', '--profile', 'x', '--input', 'a', '--format', 'bmp'], 'jpeg, png, webp'],
  ['a text made smaller', ['run', 'c', '--profile', 'x', '--text', 'a', '--anonymous'], 'Only a file of --input'],
  ['no number', ['batch', 'p', 'in', '--profile', 'x', '--output', 'o', '--parallel', 'all'], 'from 1 to 64'],
  ['too many', ['batch', 'p', 'in', '--profile', 'x', '--output', 'o', '--parallel', '65'], 'from 1 to 64'],
  ['another table', ['batch', 'p', 'in', '--profile', 'x', '--output', 'o', '--report', 'a.ods'], '.xlsx or .csv'],
  [
    'other rows',
    ['batch', 'p', 'in', '--profile', 'x', '--output', 'o', '--report', 'a.csv', '--report-rows', 'labels'],
    'files, detections',
  ],
  [
    'rows of no table',
    ['batch', 'p', 'in', '--profile', 'x', '--output', 'o', '--report-rows', 'files'],
    'is for the table of --report',
  ],
  [
    'a recipe with a connection',
    ['batch', '--recipe', 'x', 'in', '--output', 'o', '--profile', 'lab'],
    '--profile does',
  ],
  ['a recipe with a service', ['batch', 'plants', 'in', '--recipe', 'x', '--output', 'o'], 'names its services itself'],
  ['a recipe for nothing', ['batch', '--recipe', 'x', '--output', 'o'], 'the file for the recipe is missing'],
  ['a recipe without an output', ['batch', '--recipe', 'x', 'in'], '--output is missing'],
  ['jobs without what is asked of them', ['job'], 'run, list, log, result or remove'],
  ['a job without its id', ['job', 'result', '--wait'], 'The id of a job is missing.'],
  ['a job by a path', ['job', 'result', '../other'], 'no id of a job'],
  ['a job with an output', ['job', 'run', 'c', '--profile', 'x', '--text', 'a', '--output', 'o'], 'job result'],
  ['a storage without what is asked of it', ['storage', 'look'], 'list, get or put'],
  ['files of no service', ['storage', 'list', '--profile', 'x'], 'The name of a service is missing.'],
  ['files saved nowhere', ['storage', 'get', 'c', '--profile', 'x'], '--output is missing'],
  ['no day', ['storage', 'get', 'c', '--profile', 'x', '--output', 'o', '--since', 'soon'], '--since is a day'],
  ['nothing to upload', ['storage', 'put', 'c', '--profile', 'x'], 'The files to upload are missing.'],
  ['a list that saves', ['storage', 'list', 'c', '--profile', 'x', '--output', 'o'], 'belong to storage get'],
  ['a list that replaces', ['storage', 'list', 'c', '--profile', 'x', '--replace'], 'belongs to storage put'],
  ['a token as an argument', ['run', 'cowsay', '--profile', 'x', '--text', 'a', '--token', 'secret'], '--token'],
])('says what is wrong with %s', (_what, args, problem) => {
  const command = parseCommandLine(args);
  expect(command).toEqual({ kind: 'misuse', problem: expect.stringContaining(problem) });
});

test('does not repeat what stands where a secret may be', () => {
  const command = parseCommandLine(['run', 'cowsay', '--profile', 'x', '--text', 'a', '--token=s3cret-value']);
  expect(JSON.stringify(command)).not.toContain('s3cret-value');
});

test('takes the folder of a development runtime for no argument', () => {
  expect(ownArguments(['--no-sandbox', '/src', 'run', 'cowsay'], false)).toEqual(['--no-sandbox', 'run', 'cowsay']);
  expect(ownArguments(['run', 'cowsay'], true)).toEqual(['run', 'cowsay']);
});

test.each([
  ['two uses', ['--text-column', 'a', '--file-column', 'b'], 'Give one of --text-column'],
  ['no use', ['--where', 'a=b'], '--where is for a table'],
  ['a filter without a text', ['--text-column', 'a', '--where', 'b'], '--where is a column'],
  ['a change of pictures', ['--text-column', 'a', '--anonymous'], 'Only files can be changed'],
  ['an odd separator', ['--text-column', 'a', '--separator', '/'], '--separator is one of'],
])('says what is wrong with %s of a table', (_what, options, problem) => {
  const args = ['batch', 'p', 'in.csv', '--profile', 'x', '--output', 'o', ...options];
  expect(parseCommandLine(args)).toEqual({ kind: 'misuse', problem: expect.stringContaining(problem) });
});

describe('sign-in', () => {
  it('takes the name of a connection', () => {
    expect(parseCommandLine(['sign-in', 'Field lab'])).toEqual({
      kind: 'sign-in',
      profile: 'Field lab',
      readsSecret: false,
    });
  });

  it.each([[[]], [['Field lab', 'other']], [['Field lab', '--token-stdin']]])('refuses %j', (args) => {
    expect(parseCommandLine(['sign-in', ...args])).toMatchObject({ kind: 'misuse' });
  });
});

describe('watch', () => {
  const watch = ['watch', 'leaves', 'card', '--profile', 'Field lab', '--output', 'out'];

  it('takes a folder, and how its lists run', () => {
    expect(parseCommandLine(watch)).toEqual({
      kind: 'watch',
      service: 'leaves',
      profile: 'Field lab',
      readsSecret: false,
      folder: 'card',
      output: 'out',
      existing: 'skip',
      onlyNew: false,
    });
    const all = ['--existing', 'number', '--parallel', '4', '--longest-side', '1024', '--only-new', '--owner', 'ana'];
    expect(parseCommandLine([...watch, ...all])).toMatchObject({
      owner: 'ana',
      existing: 'number',
      atOnceLimit: 4,
      preparation: { picture: { longestSidePx: 1024 } },
      onlyNew: true,
    });
  });

  it('takes a recipe in place of a service', () => {
    const args = ['watch', '--recipe', 'Evening run', 'card', '--output=out', '--parallel', '4', '--only-new'];
    expect(parseCommandLine(args)).toEqual({
      kind: 'watch-recipe',
      recipe: 'Evening run',
      folder: 'card',
      output: 'out',
      existing: 'skip',
      atOnceLimit: 4,
      onlyNew: true,
      readsSecret: false,
    });
  });

  it.each([
    { args: ['watch', '--recipe', 'x', '--output', 'o'], problem: /folder to watch is missing/ },
    { args: ['watch', '--recipe', 'x', 'in'], problem: /--output is missing/ },
    { args: ['watch', '--recipe', 'x', 'leaves', 'in', '--output', 'o'], problem: /names its services itself/ },
    { args: ['watch', '--recipe', 'x', 'in', '--output', 'o', '--sound', 'wav'], problem: /--sound does not go/ },
    { args: ['watch'], problem: /service is missing/ },
    { args: ['watch', 'leaves'], problem: /folder to watch is missing/ },
    { args: ['watch', 'leaves', 'card', '--output', 'out'], problem: /--profile is missing/ },
    { args: ['watch', 'leaves', 'card', '--profile', 'lab'], problem: /--output is missing/ },
    { args: [...watch, 'another'], problem: /Give one folder/ },
    { args: [...watch, '--parallel', '0'], problem: /--parallel/ },
    { args: [...watch, '--existing', 'ask'], problem: /--existing/ },
    { args: [...watch, '--report', 'table.csv'], problem: /--report/ },
  ])('says what is wrong with $args', ({ args, problem }) => {
    expect(parseCommandLine(args)).toMatchObject({ kind: 'misuse', problem: expect.stringMatching(problem) });
  });
});
