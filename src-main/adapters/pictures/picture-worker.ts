import type { PictureJob } from './picture-jobs';
import { runPictureJob } from './picture-work';

// The entry of the process that decodes pictures: a utility process of Electron, or a child of plain Node. It takes one job
// at a time; whoever asks ends the process when that takes too long.

/** What the picture library may use, in the pages of WebAssembly (64 KiB): 512 MiB. */
const mostMemoryPages = 8192;

/** What the types of Node leave out. */
interface MemoryLimits {
  readonly initial: number;
  readonly maximum?: number;
}
const wasm = Reflect.get(globalThis, 'WebAssembly') as { Memory: new (limits: MemoryLimits) => object };
wasm.Memory = class extends wasm.Memory {
  constructor(wanted: MemoryLimits) {
    super({ ...wanted, maximum: Math.min(wanted.maximum ?? mostMemoryPages, mostMemoryPages) });
  }
};

const { parentPort } = process;
if (parentPort) {
  parentPort.on(
    'message',
    ({ data }) => void runPictureJob(data as PictureJob).then((it) => parentPort.postMessage(it)),
  );
} else {
  process.on('message', (job) => void runPictureJob(job as PictureJob).then((outcome) => process.send?.(outcome)));
  // Nobody is there any more who would want an answer.
  process.on('disconnect', () => process.exit());
}
