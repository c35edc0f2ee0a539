import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InputFiles } from '../../core/input/ports';
import type { Sample, SampleId } from '../../core/input/sample';

/** The sample inputs that come with the app. */
export class DiskSamples {
  /**
   * @param paths of the samples, which may be in the program's archive
   * @param folder for samples that are sent as files
   */
  constructor(
    private readonly paths: Readonly<Record<SampleId, string>>,
    private readonly folder: string,
    private readonly inputs: Pick<InputFiles, 'grant'>,
  ) {}

  async open(sample: SampleId): Promise<Sample> {
    switch (sample) {
      case 'sentence':
        return { kind: 'text', text: (await readFile(this.paths.sentence, 'utf8')).trim() };
      case 'message':
        return { kind: 'json', text: await readFile(this.paths.message, 'utf8') };
      case 'leaf':
        return { kind: 'file', file: await this.inputs.grant(await this.#leafOnDisk()) };
    }
  }

  /** Copies a sample out of the program's archive, so that it is an ordinary file. */
  async #leafOnDisk(): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const path = join(this.folder, 'leaf.jpg');
    const leaf = await readFile(this.paths.leaf);
    // Written only if it differs: a new time of change would make it a changed file for earlier runs.
    if (!(await readFile(path).catch(() => undefined))?.equals(leaf)) await writeFile(path, leaf);
    return path;
  }
}
