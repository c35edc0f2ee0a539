import * as v from 'valibot';
import type { BatchResult, ServiceIdentity } from './batch';
import { folded } from './names';
import { preparationSchema, preparedSchema } from '../input/preparation';
import { receivedFormSchema } from '../answer/record';
import { verdicts } from '../answer/verdict';
import { count } from '../ground/schemas';

/** Name of the record in an output folder. Files that begin with a dot are never taken for inputs. */
export const recordName = '.oscar-desktop-results';

const sha256 = v.pipe(v.string(), v.regex(/^[\da-f]{64}$/));
/** A relative path that can't lead out of its folder. Anybody may have written the file it is in. */
export const relativePathSchema = v.pipe(
  v.string(),
  v.maxLength(8192),
  v.check((text) => text.split('/').every((part) => part !== '' && !/^\.\.?$/.test(part) && !/[\\\0]/.test(part))),
);

const recordedResultSchema = v.object({
  is: v.literal('result'),
  /** 2 where the input was prepared, which older versions of the program know nothing of. */
  version: v.picklist([1, 2]),
  service: v.object({ cluster: v.string(), name: v.string(), owner: v.exactOptional(v.string()) }),
  input: v.object({
    /** The path below the folder that was given. */
    way: relativePathSchema,
    /** SHA-256 of the path of the folder that `way` starts from. It recognises the folder without revealing the path. */
    base: sha256,
    sizeBytes: count,
    modifiedMs: v.number(),
    sha256: v.exactOptional(sha256),
    /** What was done to it before it was sent, and what was sent then. */
    preparation: v.exactOptional(preparationSchema),
    prepared: v.exactOptional(preparedSchema),
  }),
  /** Path below the output folder, so that the record is still right after the folder was moved. */
  output: relativePathSchema,
  sizeBytes: count,
  sha256,
  mediaType: v.string(),
  charset: v.exactOptional(v.string()),
  verdict: v.picklist(verdicts),
  received: v.exactOptional(receivedFormSchema),
});

/** A line of the record in an output folder: which result was made from which input by which service. */
export type RecordedResult = v.InferOutput<typeof recordedResultSchema>;

/** Reads one line of a record; `undefined` for anything else. */
export function parseRecordedResult(value: unknown): RecordedResult | undefined {
  const parsed = v.safeParse(recordedResultSchema, value);
  return parsed.success ? parsed.output : undefined;
}

/** What was made before, by the record of one output folder. Of two results with one name the later one counts. */
export class RecordedResults {
  readonly #byInput = new Map<string, Map<string, RecordedResult>>();
  readonly #inputByOutput = new Map<string, string>();

  add(result: RecordedResult): void {
    const input = keyOf(result.service, result.input.way);
    const output = folded(result.output);
    this.#byInput.get(this.#inputByOutput.get(output) ?? '')?.delete(output);
    this.#inputByOutput.set(output, input);
    const results = this.#byInput.get(input) ?? new Map<string, RecordedResult>();
    this.#byInput.set(input, results.set(output, result));
  }

  /** What a service made from files at a path below their folder, the last one first. */
  of(service: ServiceIdentity, inputPath: string): readonly RecordedResult[] {
    return [...(this.#byInput.get(keyOf(service, inputPath))?.values() ?? [])].reverse();
  }
}

/** A recorded result as one of a list. @param folder that holds the record */
export function resultOfRecord(recorded: RecordedResult, folder: string): BatchResult {
  const { output, sizeBytes, sha256: hash, mediaType, charset, verdict, received } = recorded;
  return {
    folder,
    output,
    sizeBytes,
    sha256: hash,
    mediaType,
    ...(charset !== undefined && { charset }),
    verdict,
    ...(received && { received }),
  };
}

function keyOf({ cluster, name, owner }: ServiceIdentity, inputPath: string): string {
  return JSON.stringify([cluster, owner, name, inputPath]);
}
