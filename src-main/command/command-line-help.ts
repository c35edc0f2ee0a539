import { exitCodes } from '../core/app/exit-code';
import { mostAtOnce } from '../core/batch/pace/parallelism';
import { inlineLimitBytes } from '../core/job/job';
import { usualQuality } from '../core/input/picture';

const formatted = (value: number) => value.toLocaleString('en');

/** What `oscar-desktop --help` prints, in English, for administrators and scripts. The texts of the window are elsewhere. */
export const commandLineHelp = `Usage:
  oscar-desktop                        open the window
  oscar-desktop FILE.oscar-connection  open the window with a connection file
  oscar-desktop run SERVICE --profile NAME (--input FILE | --text TEXT | --json TEXT) [options]
  oscar-desktop batch SERVICE FOLDER --profile NAME --output FOLDER [options]
  oscar-desktop batch SERVICE TABLE --text-column NAME --profile NAME --output FOLDER [options]
  oscar-desktop batch --recipe NAME FOLDER --output FOLDER [options]
  oscar-desktop watch SERVICE FOLDER --profile NAME --output FOLDER [options]
  oscar-desktop watch --recipe NAME FOLDER --output FOLDER [options]
  oscar-desktop job run SERVICE --profile NAME (--input FILE | --text TEXT | --json TEXT) [options]
  oscar-desktop job list
  oscar-desktop job log|result|remove ID [options]
  oscar-desktop storage list SERVICE --profile NAME [options]
  oscar-desktop storage get SERVICE [NAME …] --profile NAME --output FOLDER [options]
  oscar-desktop storage put SERVICE FILE … --profile NAME [options]
  oscar-desktop sign-in CONNECTION     sign in by the page of an institute, with a code to type on any device

Options of run, batch, watch, job run and storage:
  --profile NAME   a connection that was added in the window; "practice" is the practice cluster
  --owner OWNER    whose service, where two have the same name
  --token-stdin    read the token or password from standard input instead of from the keychain

Options of run:
  --output FILE    where the result goes; standard output without it
  --replace        replace the file if it is there already

To change files before they are sent, with run, batch and watch (the files themselves stay as they are):
  --longest-side N make pictures smaller where they are wider or higher than N pixels
  --format KIND    send them as jpeg, png or webp
  --quality N      of a JPEG or WebP, 1 to 100; ${usualQuality} without it
  --anonymous      leave out where, by whom and with which single camera pictures were taken
  --sound wav      send sounds, and the sound of films, as WAV of 16,000 samples a second, mono

Options of batch, of which watch has --output, --existing and --parallel:
  --output FOLDER  where the results go, in the same folders as the inputs
  --existing WHAT  what to do with results that are there already: skip a file from which this service made one
                   (without this option), number the new result, or replace the old one
  --background     run each as a background job of the cluster, for what takes long; the command can be ended and given again
  --parallel N     run at most N at the same time, up to ${mostAtOnce}; without it as many as the cluster keeps up with
  --report FILE    save a table of the batch as well: a workbook where FILE ends with .xlsx, and text where it ends with .csv,
                   as spreadsheets of this computer's region read it; a FILE that is there already is left as it is
  --report-rows WHAT
                   what a row of that table is for: files (without this option) or detections

To run a recipe that was made in the window, on a folder or a file, or with watch on what comes into a folder; each step has a
folder of its own in the output folder:
  --recipe NAME    in place of SERVICE, --profile and --owner; --output, --existing and --parallel count for all steps

To run each row of a table (CSV, TSV or xlsx); the answers come back as answers.csv, .tsv or .xlsx:
  --text-column C  send the text of this column
  --json-template FILE
                   send this JSON, with {{column}} wherever a cell is to stand; without quotes around it as a number;
                   "{{file:column}}" is the base64 of the file that the cell names
  --file-column C  send the file that this column names, relative to the table and inside of its folder
  --name-column C  name the results by this column
  --where C=TEXT   run only the rows with this text in a column; != for others, ~= for those that contain it, >= and <= for
                   numbers, and nothing behind = for empty cells. Given several times, a row has to fit all of them
  --separator S    what divides the columns: , ; | or tab; without it what the table seems to have
  --encoding NAME  such as windows-1252 or utf-16le; without it UTF-8, or windows-1252 where it isn’t that
  --sheet NAME     the sheet of a workbook; without it the first one
  --no-names       the first row is run too: the columns have no names and are called A, B, C and so on

A background job goes on when the command has ended, and takes an input of at most ${formatted(inlineLimitBytes)} bytes. job run prints its
id; job list prints the jobs that were sent from the command line, with their state when it was last asked for.

Options of job result, which asks for the result and keeps it until job remove:
  --wait           wait until the job is over
  --output FILE    where the result goes; standard output without it
  --replace        replace the file if it is there already
  --token-stdin    read the token or password from standard input, also for job log and job remove

storage list prints the files that a service has in the storage of its cluster: folder, name, size and time, divided by
tabs. storage get saves those that are named, or all of its output folders, in the same subfolders and never in the place of
another file. storage put uploads to its input folder, which starts a job of the service for each file, and prints the name
that each got.

Options of storage:
  --folder PATH    one of the service’s folders, as storage list prints it
  --output FOLDER  where storage get saves the files
  --since WHEN     only what was written from then on, such as 2026-11-30 or 2026-11-30T08:00Z, with storage get
  --replace        replace a file of the same name instead of uploading under a number, with storage put

watch runs each file that comes into a folder, or into one in it, once it has stopped growing, and no content twice. Each day
is a batch of its own. It goes on until it is stopped, as with Ctrl+C, and then reports what is done. The same command goes
on with what came meanwhile; --only-new leaves alone what is in the folder when it is watched for the first time.

A batch that was stopped goes on when the same command is given again.

Secrets are never taken from the arguments. Progress goes to standard error.
On Linux a display is needed; on a server: xvfb-run -a oscar-desktop …

Exit codes:
  ${exitCodes.done}    all done
  ${exitCodes.internal}    something unforeseen; the log has more
  ${exitCodes.misuse}    the arguments can't be understood
  ${exitCodes.connection}    fix the connection: its address, certificate, token, or the name of the service
  ${exitCodes.input}    fix the input
  ${exitCodes.cluster}    wait or try again: the cluster or the network
  ${exitCodes.answer}    the service answered, but not with a good result; nothing was saved
  ${exitCodes.computer}    fix this computer: its disk, permissions or keychain
  ${exitCodes.attention}    the batch is done, and some files need attention; report.csv has them
  ${exitCodes.cancelled}  stopped
`;
