import { beforeEach, describe, expect, it } from 'vitest';
import { ShownResult } from '../../../src-renderer/result/result.svelte';
import { result } from '../builders';
import { FakeOscar } from '../fake-api';

const printedText = result({ kind: 'text' }, { mediaType: 'text/plain', encoding: 'none' });
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
});

describe('showing in another way', () => {
  it('reads the text that a picture came as', async () => {
    const shown = new ShownResult(oscar, 'one', result());
    oscar.readAnew = printedText;
    await shown.show('text');
    expect(oscar.readings).toEqual(['text']);
    expect(shown.result).toBe(printedText);
    oscar.readAnew = result();
    await shown.show('automatic');
    expect(oscar.readings).toEqual(['text', 'automatic']);
  });

  it('looks for a picture in what was taken for text', async () => {
    const shown = new ShownResult(oscar, 'one', printedText);
    oscar.readAnew = result();
    await shown.show('image');
    expect(oscar.readings).toEqual(['base64']);
    expect(shown.result.kind).toBe('image');
  });

  it('needs no new reading for what was received, or for text that is there already', async () => {
    const shown = new ShownResult(oscar, 'one', printedText);
    await shown.show('received');
    await shown.show('text');
    await shown.show('json');
    expect(oscar.readings).toEqual([]);
    expect(shown.showAs).toBe('json');
  });

  it('goes back when the answer can’t be read that way', async () => {
    const shown = new ShownResult(oscar, 'one', printedText);
    oscar.refuse('readAnswer', { code: 'response-malformed', offset: 3 });
    await shown.show('audio');
    expect(shown.showAs).toBe('automatic');
    expect(shown.result).toBe(printedText);
    expect(shown.error).toEqual({ code: 'response-malformed', offset: 3 });
  });

  it('follows the last choice when two come close together', async () => {
    const shown = new ShownResult(oscar, 'one', result());
    oscar.readAnew = printedText;
    const first = shown.show('text');
    oscar.readAnew = result();
    await shown.show('automatic');
    await first;
    // Asked for both: what is shown is what the main process saves.
    expect(oscar.readings).toEqual(['text', 'automatic']);
    expect(shown.showAs).toBe('automatic');
    expect(shown.result.kind).toBe('image');
  });

  it('shows another way together with its reading, so that its viewer is made once', async () => {
    const shown = new ShownResult(oscar, 'one', result());
    oscar.readAnew = printedText;
    const reading = shown.show('text');
    expect([shown.showAs, shown.shownAs, shown.result.kind]).toEqual(['text', 'automatic', 'image']);
    await reading;
    expect([shown.shownAs, shown.result]).toEqual(['text', printedText]);
  });

  it('shows the second of two ways that take the same reading', async () => {
    const shown = new ShownResult(oscar, 'one', printedText);
    oscar.readAnew = result();
    await Promise.all([shown.show('image'), shown.show('audio')]);
    expect(oscar.readings).toEqual(['base64']);
    expect([shown.showAs, shown.shownAs, shown.result.kind]).toEqual(['audio', 'audio', 'image']);
  });
});

describe('saving', () => {
  it('remembers where', async () => {
    const shown = new ShownResult(oscar, 'one', result());
    await shown.save('payload');
    expect(oscar.saved).toEqual(['payload']);
    expect(shown.saved).toEqual({ name: 'leaf – grayscale.png', folder: 'Pictures' });
  });

  it('changes nothing when the dialog is closed', async () => {
    const shown = new ShownResult(oscar, 'one', result());
    await shown.save('payload');
    oscar.savedFile = undefined;
    await shown.save('received');
    expect(shown.saved?.folder).toBe('Pictures');
  });

  it('tells why it could not', async () => {
    const shown = new ShownResult(oscar, 'one', result());
    oscar.refuse('saveResult', { code: 'disk-full', folder: 'Results' });
    await shown.save('payload');
    expect(shown.saved).toBeUndefined();
    expect(shown.error).toEqual({ code: 'disk-full', folder: 'Results' });
    oscar.allow('saveResult');
    await shown.save('payload');
    expect(shown.error).toBeUndefined();
  });

  it('opens one dialog at a time', async () => {
    const shown = new ShownResult(oscar, 'one', result());
    await Promise.all([shown.save('payload'), shown.save('payload')]);
    expect(oscar.saved).toHaveLength(1);
  });
});

describe('copying and dragging the result', () => {
  it('says what was copied, and why nothing was', async () => {
    const shown = new ShownResult(oscar, 'one', result());
    await shown.copy();
    expect(shown.copied).toBe('image');
    oscar.refuse('copyResult', { code: 'not-copyable', file: 'leaf.wav' });
    await shown.copy();
    expect(shown.copied).toBeUndefined();
    expect(shown.error).toEqual({ code: 'not-copyable', file: 'leaf.wav' });
  });

  it('tells why nothing can be dragged', async () => {
    const shown = new ShownResult(oscar, 'one', result());
    oscar.refuse('dragResult', { code: 'too-large-to-drag', file: 'leaf.zip', limitBytes: 200e6 });
    await shown.drag();
    expect(shown.error?.code).toBe('too-large-to-drag');
  });
});

describe('copying the run as a command', () => {
  it('says so when it is on the clipboard, and why when it is not', async () => {
    const shown = new ShownResult(oscar, 'one', result());
    await shown.copyCommand('curl');
    expect(oscar.copiedCommands).toEqual(['curl']);
    expect(shown.hasCopiedCommand).toBe(true);
    oscar.refuse('copyRunCommand', { code: 'result-gone' });
    await shown.copyCommand('python');
    expect(shown.hasCopiedCommand).toBe(false);
    expect(shown.error).toEqual({ code: 'result-gone' });
  });
});

describe('saving where the last one was saved', () => {
  it('is offered once there is a folder, and says where it went', async () => {
    const shown = new ShownResult(oscar, 'one', result());
    await shown.findSaveFolder();
    expect(shown.saveFolder).toBeUndefined();
    oscar.saveFolder = 'Pictures';
    await shown.save('payload');
    expect(shown.saveFolder).toBe('Pictures');
    oscar.savedFile = { name: 'leaf – grayscale (2).png', folder: 'Pictures' };
    await shown.saveToFolder();
    expect(shown.saved).toEqual(oscar.savedFile);
  });

  it('tells what is in the way', async () => {
    const shown = new ShownResult(oscar, 'one', result());
    oscar.refuse('saveResultToFolder', { code: 'folder-gone', folder: 'stick' });
    await shown.saveToFolder();
    expect(shown.error).toEqual({ code: 'folder-gone', folder: 'stick' });
    expect(shown.isSaving).toBe(false);
    oscar.refuse('openResult', { code: 'not-openable', file: 'leaf.svg' });
    await shown.openInProgram();
    expect(shown.error).toEqual({ code: 'not-openable', file: 'leaf.svg' });
  });
});
