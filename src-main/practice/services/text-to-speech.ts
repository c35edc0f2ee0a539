import { ProgramFailure, written } from '../practice-service';
import type { PracticeService } from '../practice-service';
import { readText } from '../text-input';
import { sampleRateHz } from '../voice/formant-synthesizer';
import { wavFile } from '../voice/wav';

const limitCharacters = 2000;

/** Reads an English text aloud: a WAV file of one channel, 16 bits, 22,050 Hz. */
export const textToSpeech: PracticeService = {
  name: 'text-to-speech',
  logLevel: 'CRITICAL',
  memory: '512Mi',
  cpu: '1.0',
  suffixes: ['txt'],
  script: `#!/bin/sh
# Reads an English text aloud.
espeak-ng -v en-us -f "$INPUT_FILE_PATH" -w "$TMP_OUTPUT_DIR/speech.wav"
`,
  async run(input) {
    const text = readText(input, limitCharacters);
    // The pronouncing dictionary is large, and only who lets something be spoken should wait for it.
    const { speak } = await import('../voice/speech');
    const samples = speak(text);
    if (samples.length === 0) throw new ProgramFailure('there is no English word in this text');
    return written({ name: 'speech.wav', bytes: wavFile(samples, sampleRateHz) });
  },
};
