import type { PictureLibrary } from '../core/input/ports';

/** A file that a service's program left in its output folder. */
export interface OutputFile {
  /** Path inside the output folder, with `/` between its parts. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The output of a service's program. */
export interface ProgramOutput {
  readonly files: readonly OutputFile[];
  /** Standard output and standard error, merged as they came. */
  readonly printed: string;
}

/** The part of the picture library that the programs use. */
export type PracticePictures = Pick<PictureLibrary, 'copies' | 'pixels'>;

/** A service of the practice cluster: what the cluster tells about it, and the program it runs. */
export interface PracticeService {
  readonly name: string;
  /** At `INFO`, lines of the supervisor's log come before every answer. */
  readonly logLevel: 'INFO' | 'CRITICAL';
  /** Kubernetes quantities, such as `512Mi` and `0.5`. */
  readonly memory: string;
  readonly cpu: string;
  /** File name endings that it takes, in lower case and without a dot. */
  readonly suffixes: readonly string[];
  /** The shell script that a real cluster would run in its place; it names `$TMP_OUTPUT_DIR` if there are output files. */
  readonly script: string;
  /**
   * Runs the program on the bytes of the input file.
   * @param pictures the picture library, in processes of its own
   * @throws ProgramFailure when the program ends with a message instead of a result
   */
  run(input: Buffer, pictures: PracticePictures): Promise<ProgramOutput>;
}

/** The end of a program that could not do its work; the message is what it would print. */
export class ProgramFailure extends Error {}

/** The outcome of a program that only prints. */
export function printed(text: string): ProgramOutput {
  return { files: [], printed: text };
}

/** The outcome of a program that only writes files. */
export function written(...files: readonly OutputFile[]): ProgramOutput {
  return { files, printed: '' };
}
