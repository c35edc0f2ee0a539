import { ZipFile } from 'yazl';
import { EventBodyError, inputOfBody } from './event-body';
import type { OutputFile, PracticePictures, PracticeService, ProgramOutput } from './practice-service';
import { ProgramFailure } from './practice-service';

/** One run of a service: whether the supervisor itself came to its end, and the body it answers with. */
export interface SupervisorAnswer {
  /** 200 even when the service's program failed, 500 when the supervisor stopped. */
  readonly status: 200 | 500;
  readonly body: Buffer;
}

/**
 * Runs a service as OSCAR's supervisor does: makes the input file of the body, runs the program whatever its end, and
 * turns output files or printed text into the answer.
 * @param now gives the instants of the log lines, which have no time zone and are UTC
 * @see grycap/faas-supervisor faassupervisor/supervisor.py
 */
export async function supervise(
  service: PracticeService,
  body: Uint8Array,
  now: () => Date,
  pictures: PracticePictures,
): Promise<SupervisorAnswer> {
  const log = (message: string) => (service.logLevel === 'INFO' ? logLine(now(), message) : '');
  let head = log('Reading storage configuration') + log('No MinIO user configuration found');
  try {
    head += log('SUPERVISOR: Initializing Binary supervisor');
    const input = inputOfBody(body);
    head += log("Found 'LOCAL' input provider");
    head += log(`INPUT_FILE_PATH variable set to '/tmp/practice/event-file-${service.name}'`);
    head += log("Script file found in '/oscar/config/script.sh'");
    const output = await runProgram(service, input, pictures);
    head += log("Searching for files to upload in folder '/tmp/practice/output'");
    head += log('Creating response');
    return { status: 200, body: Buffer.from(`${head}${await payload(output)}\n`) };
  } catch (error) {
    if (!(error instanceof EventBodyError)) throw error;
    return { status: 500, body: Buffer.from(`exit status 1\n${head}${traceback(error)}\n`) };
  }
}

function logLine(instant: Date, message: string): string {
  const [date, time] = instant.toISOString().replace('.', ',').slice(0, -1).split('T');
  return `${date} ${time} - supervisor - INFO - ${message}\n`;
}

/** A program's exit status is lost on its way to the client: what it printed is all that tells of a failure. */
async function runProgram(service: PracticeService, input: Buffer, pictures: PracticePictures): Promise<ProgramOutput> {
  try {
    return await service.run(input, pictures);
  } catch (error) {
    if (!(error instanceof ProgramFailure)) throw error;
    return { files: [], printed: `${service.name}: error: ${error.message}\n` };
  }
}

async function payload({ files, printed }: ProgramOutput): Promise<string> {
  const [first, ...others] = files;
  if (first === undefined) return printed;
  const bytes = others.length === 0 ? Buffer.from(first.bytes) : await storedZip(files);
  return bytes.toString('base64');
}

async function storedZip(files: readonly OutputFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, bytes } of files) zip.addBuffer(Buffer.from(bytes), name, { compress: false });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function traceback(error: EventBodyError): string {
  return [
    'Traceback (most recent call last):',
    '  File "supervisor.py", line 140, in <module>',
    '  File "supervisor.py", line 134, in main',
    '  File "faassupervisor/supervisor.py", line 56, in __init__',
    '  File "faassupervisor/events/__init__.py", line 77, in parse_event',
    error.message,
    '',
  ].join('\n');
}
