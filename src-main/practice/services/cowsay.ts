import { say } from 'cowsay';
import { printed } from '../practice-service';
import type { PracticeService } from '../practice-service';
import { readText } from '../text-input';

const limitCharacters = 10_000;
const balloonColumns = 40;

/** Lets a cow say a text, or the `message` of a JSON object. */
export const cowsay: PracticeService = {
  name: 'cowsay',
  logLevel: 'CRITICAL',
  memory: '256Mi',
  cpu: '0.2',
  suffixes: ['txt', 'json'],
  script: `#!/bin/sh
# Lets a cow say a text, or the "message" of a JSON object.
message="$(jq -er .message "$INPUT_FILE_PATH" 2>/dev/null || cat "$INPUT_FILE_PATH")"
printf '%s' "$message" | /usr/games/cowsay
`,
  async run(input) {
    return printed(`${say({ text: wrapped(messageOf(readText(input, limitCharacters))) })}\n`);
  },
};

function messageOf(text: string): string {
  try {
    const json: unknown = JSON.parse(text);
    if (json !== null && typeof json === 'object' && 'message' in json) {
      return typeof json.message === 'string' && json.message.trim() !== ''
        ? json.message
        : JSON.stringify(json.message);
    }
  } catch {
    // Then it is plain text.
  }
  return text;
}

/** The library breaks lines in the middle of words, so that none may be left for it to break. */
function wrapped(text: string): string {
  const lines: string[] = [];
  for (const paragraph of text.trim().split(/\r?\n/)) {
    let line = '';
    for (const word of paragraph.split(/\s+/).flatMap(pieces)) {
      if (line !== '' && line.length + 1 + word.length > balloonColumns) {
        lines.push(line);
        line = word;
      } else {
        line = line === '' ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
  }
  return lines.join('\n');
}

function pieces(word: string): string[] {
  const characters = [...word];
  const count = Math.ceil(characters.length / balloonColumns);
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * balloonColumns, (index + 1) * balloonColumns).join(''),
  );
}
