import type { PictureJob } from './picture-jobs';
import { runPictureJob } from './picture-work';

// The entry of the process that decodes pictures: a utility process of Electron, or a child process of plain Node. It takes
// one job at a time. The process that sends the jobs ends it when a job takes too long.

/** The most memory of the picture library, in pages of WebAssembly (64 KiB each): 512 MiB. */
const mostMemoryPages = 8192;

/** The limits of `WebAssembly.Memory`, which the types of Node do not include. */
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
  // The program has ended, so nothing waits for an answer.
  process.on('disconnect', () => process.exit());
}
