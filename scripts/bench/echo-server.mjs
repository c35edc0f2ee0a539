// A local OSCAR with one service, `echo`, that gives back what it got, once it has all of it, as OSCAR does; as `slow` it takes
// 20 ms for that, as `steady` 500. As `others` it keeps nothing, and gives back other bytes, as many as it got: for files that
// don't fit into memory. As `found` it answers with boxes, 200 times a second and no faster. It runs in a process of its own, so
// that it takes no time away from those who are measured. Prints its port and token.
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';

const waitsMs = { '/run/slow': 20, '/run/steady': 500 };
const others = Buffer.from(randomBytes(48 * 1024).toString('base64'));
const foundMs = 1000 / 200;
const found = JSON.stringify(
  ['red fox', 'hare', 'red fox'].map((label, at) => ({
    label,
    score: 0.9 - at / 5,
    box: [60, 40, 200 + 60 * at, 300],
  })),
);
let nextFoundAt = 0;
const token = randomBytes(32).toString('hex');

const server = createServer((request, response) => {
  if (request.headers.authorization !== `Bearer ${token}` || request.method !== 'POST') {
    response.writeHead(401).end();
    return;
  }
  if (request.url === '/run/others') {
    answerOthers(request, response);
    return;
  }
  // Kept as it came, without joining: the server's own work is the same for every client, and as little as can be.
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const lastByte = chunks.at(-1)?.at(-1);
    if (lastByte !== 0x0a) chunks.push(Buffer.from('\n'));
    const sendNext = () => {
      for (;;) {
        const chunk = chunks.shift();
        if (chunk === undefined) return response.end();
        if (!response.write(chunk)) return response.once('drain', sendNext);
      }
    };
    if (request.url === '/run/found') {
      nextFoundAt = Math.max(performance.now(), nextFoundAt + foundMs);
      const say = () => response.writeHead(200, { 'content-type': 'text/plain' }).end(`${found}\n`);
      setTimeout(say, nextFoundAt - performance.now());
      return;
    }
    response.writeHead(200, { 'content-type': request.headers['content-type'] ?? 'text/plain' });
    const waitMs = waitsMs[request.url];
    if (waitMs === undefined) sendNext();
    else setTimeout(sendNext, waitMs);
  });
});

/** Answers with as many characters of base64 as came. */
function answerOthers(request, response) {
  let left = 0;
  request.on('data', (chunk) => (left += chunk.length));
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    const sendNext = () => {
      while (left > 0) {
        const part = others.subarray(0, Math.min(left, others.length));
        left -= part.length;
        if (!response.write(part)) return response.once('drain', sendNext);
      }
      return response.end('\n');
    };
    sendNext();
  });
}

server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port, token })));
process.on('disconnect', () => process.exit());
