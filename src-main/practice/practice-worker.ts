import { parentPort, type MessagePort } from 'node:worker_threads';
import { RemotePictures } from './remote-pictures';
import { startPracticeServer } from './practice-server';
import { practiceServices } from './services/practice-services';

// The entry of the practice cluster's thread: it tells its address and credentials once. From then on
// it speaks HTTP, and asks the main thread for the picture library.
if (parentPort) void start(parentPort);

async function start(port: MessagePort): Promise<void> {
  const pictures = new RemotePictures(port);
  const { endpoint, authorization } = await startPracticeServer({ services: practiceServices, pictures });
  port.postMessage({ endpoint, authorization });
}
