import { exitCodes } from '../core/app/exit-code';
import { mostAtOnce } from '../core/batch/parallelism';
import { usualQuality } from '../core/input/picture';

/** What `oscar-desktop --help` prints, in English, for administrators and scripts. The texts of the window are elsewhere. */
export const commandLineHelp = `Usage:
  oscar-desktop                        open the window
  oscar-desktop FILE.oscar-connection  open the window with a connection file
  oscar-desktop run SERVICE --profile NAME (--input FILE | --text TEXT | --json TEXT) [options]
  oscar-desktop batch SERVICE FOLDER --profile NAME --output FOLDER [options]

Options of both:
  --profile NAME   a connection that was added in the window; "practice" is the practice cluster
  --owner OWNER    whose service, where two have the same name
  --token-stdin    read the token or password from standard input instead of from the keychain

Options of run:
  --output FILE    where the result goes; standard output without it
  --replace        replace the file if it is there already

To change pictures before they are sent, with run and batch (the files themselves stay as they are):
  --longest-side N make them smaller where they are wider or higher than N pixels
  --format KIND    send them as jpeg, png or webp
  --quality N      of a JPEG or WebP, 1 to 100; ${usualQuality} without it
  --anonymous      leave out where, by whom and with which single camera they were taken

Options of batch:
  --output FOLDER  where the results go, in the same folders as the inputs
  --existing WHAT  what to do with results that are there already: skip a file from which this service made one
                   (without this option), number the new result, or replace the old one
  --parallel N     run at most N at the same time, up to ${mostAtOnce}; without it as many as the cluster keeps up with
  --report FILE    save a table of the batch as well: a workbook where FILE ends with .xlsx, and text where it ends with .csv,
                   as spreadsheets of this computer's region read it; a FILE that is there already is left as it is
  --report-rows WHAT
                   what a row of that table is for: files (without this option) or detections

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
