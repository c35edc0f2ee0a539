import { describe, expect, it } from 'vitest';
import { findFailureSign, isErrorObject, isPrintedFile } from '../../../../src-main/core/answer/failure-signs';

const traceback =
  'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    main()\nValueError: no leaf\n';

const long = 'a line of the answer\n'.repeat(30);
const cow = ' __\n<  >\n --\n        \\   ^__^\n         \\  (oo)\\_______\n';

describe('failure signs', () => {
  it.each([
    ['python-traceback', traceback],
    ['python-traceback', `start\n${traceback}cleaning up\ndone\n`],
    ['shell', '/tmp/x/script.sh: 3: convert: not found\n'],
    ['shell', '/tmp/x/script.sh: line 3: convert: command not found\n'],
    ['shell', 'sh: convert: not found\n'],
    ['shell', '/bin/sh: 0: cannot open /oscar/script.sh: No such file\n'],
    ['shell', 'bash: ./run: Permission denied\n'],
    ['missing-or-denied', 'cat: /data/in.txt: No such file or directory\n'],
    ['missing-or-denied', "python3: can't open file '/a.py': [Errno 2] No such file or directory\n"],
    ['signal', 'loading\nKilled\n'],
    ['signal', 'Segmentation fault (core dumped)\n'],
    ['signal', '/x/script.sh: line 2:     9 Killed                  python3 a.py\n'],
    ['memory', 'MemoryError\n'],
    ['memory', 'numpy.core._exceptions.MemoryError: Unable to allocate 8 GiB\n'],
    ['memory', 'RuntimeError: CUDA out of memory. Tried to allocate 2 GiB\n'],
    ['memory', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n'],
    ['java', 'java.io.IOException: gone\n\tat a.B.c(B.java:1)\n\tat a.B.main(B.java:9)\n'],
    [
      'node',
      'TypeError: x is not a function\n    at run (/app/a.js:1:2)\n    at node:internal/main:1:1\n\nNode.js v20.1.0\n',
    ],
    ['go', 'panic: runtime error: index out of range\n\ngoroutine 1 [running]:\nmain.main()\n'],
    ['rust', "thread 'main' panicked at src/main.rs:2:5:\nno leaf\n"],
    ['r', 'Error in library(raster) : there is no package\nExecution halted\n'],
    ['exit-status', 'working\nexit status 1\n'],
    ['exit-status', 'Command failed with exit code 137\n'],
    ['error-line', 'Error: the picture has no pixels\n'],
    ['error-line', 'working\nconvert: error: no decode delegate\n'],
    ['python-error', 'urllib.error.URLError: <urlopen error timed out>\n'],
    ['jq', `parse error: Invalid numeric literal at EOF at line 1, column 5\n${cow}`],
    ['jq', `jq: error (at <stdin>:1): Cannot index number with "message"\n${cow}`],
    ['jq', `jq: parse error: Unfinished JSON term at EOF at line 2, column 0\n${cow}`],
    ['python-traceback', traceback + long],
    ['python-traceback', `\u001b[31m${traceback}\u001b[0m${long}`],
    ['python-start', `/usr/bin/python3: No module named torch\n${long}`],
    ['usage', `usage: predict.py [-h] --in IN\npredict.py: error: the following arguments are required: --in\n${long}`],
    ['node', `/app/a.js:3\n  run();\n  ^\n\nReferenceError: run is not defined\n    at main (/app/a.js:3:3)\n${long}`],
    ['java', `Exception in thread "main" java.lang.IllegalStateException: gone\n${long}`],
    ['java', `java.io.IOException: gone\n\tat a.B.c(B.java:1)\n${long}`],
    ['dotnet', `Unhandled exception. System.IO.FileNotFoundException: Could not find file\n${long}`],
    ['go', `panic: no leaf\n\ngoroutine 1 [running]:\nmain.main()\n${long}`],
    ['rust', `thread 'main' panicked at src/main.rs:2:5:\nno leaf\n${long}`],
    ['r', `Error in eval(expr) : object 'leaf' not found\n${long}`],
    ['r', `Error in readRDS(file) : \n  cannot open the connection\n${long}`],
    ['perl', `Can't locate Bio/SeqIO.pm in @INC (you may need to install it) at a.pl line 3.\n${long}`],
    ['perl', `Died at /opt/a.pl line 12.\n${long}`],
    ['ruby', `a.rb:3:in 'Object#main': undefined method 'leaf' for nil (NoMethodError)\n${long}`],
    ['php', `PHP Fatal error:  Uncaught Exception: no leaf in /app/a.php:3\n${long}`],
    ['php', `<br />\n<b>Fatal error</b>:  Uncaught Exception: no leaf\n`],
    ['matlab', `Error using imread (line 349)\n${long}`],
    ['matlab', `Undefined function or variable 'leaf'.\n${long}`],
    ['error-line', `error: 'leaf' undefined\n${long}`],
    ['error-line', `ERROR: LoadError: ArgumentError: no leaf\n${long}`],
    ['lua', `lua: a.lua:3: attempt to index a nil value\n${long}`],
    ['fortran', `Fortran runtime error: End of file\n${long}`],
    ['c', `terminate called after throwing an instance of 'std::bad_alloc'\n${long}`],
    ['c', `a.out: a.c:3: main: Assertion \`leaf' failed.\n${long}`],
    ['c', `./predict: error while loading shared libraries: libgomp.so.1: cannot open shared object file\n${long}`],
    ['shell', `zsh: command not found: convert\n${long}`],
    ['shell', `/tmp/x/script.sh: 4: Bad substitution\n${long}`],
    ['shell', `bash: /opt/run: /bin/foo: bad interpreter: No such file or directory\n${long}`],
    ['imagemagick', `convert-im6.q16: no decode delegate \`XML' @ error/constitute.c/ReadImage/746.\n${long}`],
    [
      'ffmpeg',
      `ffmpeg version 6.0 Copyright (c) the FFmpeg developers\nin.mp4: Invalid data found when processing input\n`,
    ],
    ['ffmpeg', `ffmpeg version 6.0\nConversion failed!\n`],
    ['gdal', `ERROR 4: leaf.tif: not recognized as being in a supported file format\n${long}`],
    ['tesseract', `Error opening data file /usr/share/tessdata/eng.traineddata\n${long}`],
    ['tesseract', `Error in pixReadStream: Unknown format: no pix returned\n${long}`],
    ['genomics', `[E::hts_open_format] Failed to open file "a.bam" : Exec format error\n${long}`],
    ['genomics', `samtools view: failed to open "a.bam" for reading: Exec format error\n${long}`],
    ['perl', `syntax error at /tmp/a.pl line 3, near "foo"\n${long}`],
    ['blast', `BLAST Database error: No alias or index file found for nucleotide database\n${long}`],
    ['blast', `BLAST engine error: Empty CBlastQueryVector\n${long}`],
    ['gdal', `gdalinfo failed - unable to open 'a.tif'.\n${long}`],
    ['transfer', `curl: (6) Could not resolve host: example.org\n${long}`],
    ['transfer', `wget: unable to resolve host address 'example.org'\n${long}`],
    ['opencv', `OpenCV(4.8.0) /io/imgproc/color.cpp:182: error: (-215:Assertion failed) !_src.empty()\n${long}`],
    ['container', 'exec /script.sh: exec format error\n'],
    ['container', `standard_init_linux.go:228: exec user process caused: no such file or directory\n${long}`],
    ['container', 'OCI runtime exec failed: exec failed: unable to start container process\n'],
    ['poppler', `I/O Error: Couldn't open file 'a.pdf': No such file or directory.\n${long}`],
    ['poppler', 'Syntax Error: Document stream is empty\n'],
    ['poppler', "Syntax Error (120): Couldn't find trailer dictionary\n"],
    ['node', `npm ERR! missing script: start\n${long}`],
    ['node', `Uncaught Error: no leaf\n${long}`],
    ['archive', `tar: This does not look like a tar archive\n${long}`],
    ['archive', `gzip: stdin: not in gzip format\n${long}`],
    ['error-line', `fatal: not a git repository (or any of the parent directories): .git\n${long}`],
    ['sox', `sox FAIL formats: can't open input file \`in.wav'\n${long}`],
    ['build', `make: *** [Makefile:3: all] Error 2\n`],
    ['shell', '-sh: convert: not found\n'],
    ['shell', 'zsh:1: command not found: convert\n'],
    ['shell', '/bin/sh^M: bad interpreter: No such file or directory\n'],
    ['shell', '/tmp/x/script.sh: line 3: [: too many arguments\n'],
    ['shell', '/tmp/x/script.sh: line 3: /usr/bin/convert: Argument list too long\n'],
    ['shell', '/tmp/x/script.sh: fork: retry: Resource temporarily unavailable\n'],
    ['missing-or-denied', `touch: cannot touch '/data/x': Read-only file system\n${long}`],
    ['missing-or-denied', 'cat: /data: Is a directory\n'],
    ['missing-or-denied', 'write error: No space left on device\n'],
    ['missing-or-denied', '[Errno 28] No space left on device\n'],
    ['missing-or-denied', 'convert: applet not found\n'],
    ['usage', "ls: invalid option -- 'z'\nTry 'ls --help' for more information.\n"],
    ['usage', `base64: invalid input\n${long}`],
    ['usage', "tr: missing operand\nTry 'tr --help' for more information.\n"],
    ['signal', 'loading\nFloating point exception (core dumped)\n'],
    ['signal', 'bash: line 1:    12 Floating point exception(core dumped) ./predict\n'],
    ['signal', 'loading\nsignal: killed\n'],
    ['memory', 'memory allocation of 8589934592 bytes failed\n'],
    ['memory', 'runtime: out of memory: cannot allocate 4194304-byte block\n'],
    ['r', 'Error en library(x) : no hay paquete llamado ‘x’\nEjecución interrumpida\n'],
    ['java', '#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n#  SIGSEGV (0xb)\n'],
    ['fortran', `forrtl: severe (24): end-of-file during read, unit 5\n${long}`],
    ['fortran', 'reading\nSTOP 1\n'],
    ['c', `libc++abi: terminating due to uncaught exception of type std::bad_alloc\n${long}`],
    ['c', `==1==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x0\n${long}`],
    ['c', `Assertion failed: (leaf), function main, file a.c, line 3.\n${long}`],
    ['python-start', `Fatal Python error: init_fs_encoding: failed to get the Python codec\n${long}`],
    ['python-error', 'cv2.error: OpenCV(4.8.0) resize.cpp:4062: error: (-215) !ssize.empty()\n'],
    ['python-error', 'zipfile.BadZipFile: File is not a zip file\n'],
    ['imagemagick', 'gm convert: Unable to open file (a.png) [No such file or directory].\n'],
    ['pictures', `VipsForeignLoad: "a.png" is not a known file format\n${long}`],
    ['pictures', 'libpng error: Not a PNG file\n'],
    ['pictures', 'TIFFOpen: a.tif: Not a TIFF file, bad magic number 0.\n'],
    ['ffmpeg', 'ffmpeg version 6.0\nOutput file #0 does not contain any stream\n'],
    ['genomics', `EXITING because of FATAL ERROR: could not open genome file\n${long}`],
    ['genomics', `A USER ERROR has occurred: Argument input was missing\n${long}`],
    ['genomics', `MissingInputException in rule align in line 3:\n${long}`],
    ['transfer', 'mc: <ERROR> Unable to initialize new alias.\n'],
    ['transfer', 'An error occurred (NoSuchBucket) when calling the GetObject operation: no such bucket\n'],
    ['transfer', 'rsync error: some files could not be transferred (code 23)\n'],
    ['container', 'docker: Error response from daemon: no such image.\n'],
    ['container', 'Error from server (NotFound): pods "leaf" not found\n'],
    ['poppler', 'Command Line Error: Incorrect password\n'],
    ['poppler', "! LaTeX Error: File `leaf.sty' not found.\n"],
    ['log', `F0101 10:00:00.000000  1 model.cc:1] Check failed: leaf\n${long}`],
    ['log', 'time="2026-01-02T03:04:05Z" level=fatal msg="no leaf"\n'],
    ['log', 'ERROR 1045 (28000): Access denied for user\n'],
    ['node', `(node:12) UnhandledPromiseRejectionWarning: Error: no leaf\n${long}`],
  ])('%s in %j', (name, text) => {
    expect(findFailureSign(text, text)).toBe(name);
  });

  it.each([
    ['', 'nothing'],
    ['An error is a door ajar,\nkilled by the wind, not found by star.\n', 'a poem'],
    ['All the king’s men\nKilled the dragon\n', 'a line that begins with a telling word'],
    ['epoch 10\nError: 0.05\n', 'a measure called error'],
    ['Error rate: 5 %\n', 'another measure'],
    ['exit status 0\n', 'success'],
    ['3 files not found in the cache, fetched\nall good\n', 'a remark'],
    [`A traceback looks like this:\n\n${traceback}\n${'It is read from its end.\n'.repeat(7)}`, 'an explanation'],
    ['Terminated trees: 5\n', 'a count'],
    ['species,count\nError,3\n', 'a table with such a name'],
    ['Permission denied, said the guard.\n', 'a story'],
    ['_____\n< Error: moo >\n-----\n', 'a cow that says it'],
    [cow, 'an empty cow'],
    ['parse error: what a parser says\nof a text it can’t read\n', 'a sentence about a parser'],
    ['Error in measurement : 0.05\nAll is well\n', 'the error of a measure'],
    ['Error in the data was small.\n', 'a sentence with such words'],
    ['They met at dawn, line 3.\nThey met at line 3.\n', 'lines that are counted'],
    ['Traceback (most recent call last):\nThe words at the head of every report in Python.\n', 'its first line alone'],
    ['ERROR\tcount\n1\t5\n', 'a head of a table'],
    ['usage: predict.py [-h] --in IN\n\noptions:\n  -h  help\n', 'help that was asked for'],
    ['[M::mem_process_seqs] Processed 500 reads\n', 'a tool’s message that is no error'],
    ['convert: leaf.jpg @ warning/jpeg.c/JPEGWarningHandler/399.\nleaf.jpg JPEG 30x20\n', 'a warning'],
    ['panic: an essay\nNobody ran.\n', 'a word with a colon'],
    ['TIFFReadDirectory: Warning, Unknown field with tag 42112\nleaf\n', 'another tool’s warning'],
    ['The stop: STOP 1\nall good\n', 'a sign in the street'],
    ['Try the leaf for more information.\n', 'advice'],
    ['Options: a, b\nE: none of them\n', 'a choice'],
    ['A signal: killed the silence.\nIt was loud.\n', 'a word of a tool in a sentence'],
    ['# A fatal error of the emperor\nHe went to Russia.\n', 'a heading'],
    ['ERROR 404 is what pages say\nand what people know\n', 'a remark on pages'],
    ['frame= 100 fps=25\nvideo:500kB audio:0kB\n', 'a conversion that went well'],
    ['TypeError is what Python says\n   at least in most cases of this kind\nand not more.\n', 'prose'],
  ])('none in %j: %s', (text) => {
    expect(findFailureSign(text, text)).toBeUndefined();
  });

  it('is found quickly in lines without an end', () => {
    const text = `${'a.'.repeat(30_000)}Exception\n${' at x()'.repeat(9_000)}\n`;
    expect(findFailureSign(text, text)).toBeUndefined();
  });
});

it('is looked for quickly in many beginnings of reports', () => {
  for (const opening of [
    'panic: x\n',
    'TypeError: x\n    at y\n',
    traceback,
    'usage: x\n y\n',
    'java.io.IOException\n at x\n',
  ]) {
    const text = `${opening.repeat(Math.ceil(66_000 / opening.length))}${long}`;
    // Processor time, which other work on the machine does not lengthen; a quadratic search takes minutes.
    const before = process.cpuUsage();
    findFailureSign(`x\n${text}`, text);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
  }
});

describe('files that were printed as text', () => {
  /** What the supervisor makes of printed bytes: what is no UTF-8 is left out, or replaced. */
  const lost = (bytes: Buffer, way: 'left out' | 'replaced') => {
    const text = bytes.toString('utf8');
    return way === 'replaced' ? text : text.replaceAll('\ufffd', '');
  };
  const starts = {
    PNG: Buffer.from('89504e470d0a1a0a0000000d49484452000000', 'hex'),
    JPEG: Buffer.from('ffd8ffe000104a46494600010100', 'hex'),
    GIF: Buffer.from('47494638396101000100800000ffffff', 'hex'),
    WebP: Buffer.from('52494646d80a00005745425056503820', 'hex'),
    WAV: Buffer.from('524946462490000057415645666d742010000000', 'hex'),
    MP4: Buffer.from('000000206674797069736f6d', 'hex'),
    TIFF: Buffer.from('49492a0008000000', 'hex'),
    zip: Buffer.from('504b03041400000008', 'hex'),
    gzip: Buffer.from('1f8b080000000000', 'hex'),
    MP3: Buffer.from('4944330300000000', 'hex'),
    Ogg: Buffer.from('4f67675300020000', 'hex'),
    NumPy: Buffer.from('934e554d5059010076007b', 'hex'),
    HDF5: Buffer.from('894844460d0a1a0a00', 'hex'),
    PDF: Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj stream\nx\x9c\0\x10', 'latin1'),
  };

  it.each(
    Object.entries(starts).flatMap(([name, bytes]) =>
      (['left out', 'replaced'] as const).map((way) => [name, way, bytes] as const),
    ),
  )('%s, what is no UTF-8 %s', (_, way, bytes) => {
    expect(isPrintedFile(lost(bytes, way))).toBe(true);
  });

  it('are known by what was replaced, whatever they were', () => {
    expect(isPrintedFile('ab\ufffdc\ufffd'.repeat(100))).toBe(true);
  });

  it.each([
    'PNG is a format of pictures\n',
    'GIF89a is what a GIF begins with\n',
    'RIFF and WAVE are words\n',
    'PK is short for Pakistan\n',
    'BMI = 22.5\n',
    'ID3 is a tag\n',
    'Se\ufffdal d\ufffdbil, otra vez\n',
    '\0abc\u00e9\n',
    '%PDF-1.4\n1 0 obj\n',
  ])('are not %j', (text) => {
    expect(isPrintedFile(text)).toBe(false);
  });
});

describe('error objects', () => {
  it.each([{ error: 'x' }, { error: { text: 'x' }, code: 3 }, { error: 'x', message: 'y', status: 500, detail: 'z' }])(
    '%j is one',
    (json) => {
      expect(isErrorObject(json)).toBe(true);
    },
  );

  it.each([
    { error: null },
    { error: '' },
    { error: 'x', label: 'oak' },
    { message: 'x' },
    ['error'],
    'error',
    null,
    5,
  ])('%j is none', (json) => {
    expect(isErrorObject(json)).toBe(false);
  });
});
