import http from 'node:http';
import type { Duplex } from 'node:stream';

const readBytes = 512 * 1024;

/**
 * Requests over plain http straight to the host: a connection reads up to half a mebibyte at a time, into memory of its own.
 * By itself Node takes 64 KiB of new memory for every read, which takes longer than all else that is done with an answer.
 *
 * The memory is used again unless something of it still waits in the socket. Node's parser, which alone is given it,
 * copies what it hands on; it has to, since what a server gets is all read into one place.
 */
export class DirectAgent extends http.Agent {
  override createConnection(
    options: http.ClientRequestArgs,
    callback?: (error: Error | null, socket: Duplex) => void,
  ): Duplex | null | undefined {
    let memory: Buffer | undefined;
    const reading = {
      ...options,
      onread: {
        buffer: () => (memory ??= Buffer.allocUnsafeSlow(readBytes)),
        callback: (length: number, bytes: Uint8Array) => {
          const goesOn = socket?.push(bytes.subarray(0, length));
          if (socket?.readableLength !== 0) memory = undefined;
          return goesOn;
        },
      },
    };
    const socket = super.createConnection(reading, callback);
    return socket;
  }
}
