import { render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import InputZone from '../../../src-renderer/input/InputZone.svelte';
import { Preparing } from '../../../src-renderer/input/preparing.svelte';
import { inputFile } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();

function props() {
  return {
    accepts: ['jpg', 'png'],
    takes: undefined,
    draft: { kind: 'none' as const },
    notice: undefined,
    preparing: new Preparing(new FakeOscar()),
    maxBytes: undefined,
    refused: undefined,
    hasSample: true,
    form: undefined,
    onchoose: vi.fn(),
    onchoosefolder: vi.fn(),
    onedit: vi.fn(),
    recent: [],
    onrecent: vi.fn(),
    onclearrecent: vi.fn(),
    onpaste: vi.fn(),
    presets: createRawSnippet(() => ({ render: () => '<span></span>' })),
    onsample: vi.fn(),
    onremove: vi.fn(),
    onrows: vi.fn(),
    onforget: vi.fn(),
    onrestore: undefined,
  };
}

describe('InputZone', () => {
  it('has a button for everything that can be dropped, and says what the service takes', async () => {
    const given = props();
    render(InputZone, given);
    expect(screen.getByRole('group', { name: 'Input' })).toHaveAccessibleDescription(
      /Takes JPG, PNG\. Or type a text\./,
    );
    await user.click(screen.getByRole('button', { name: 'Choose files…' }));
    await user.click(screen.getByRole('button', { name: 'Choose a folder…' }));
    await user.click(screen.getByRole('button', { name: 'Type text…' }));
    await user.click(screen.getByRole('button', { name: 'Paste' }));
    await user.click(screen.getByRole('button', { name: 'Try the sample' }));
    expect(given.onchoose).toHaveBeenCalledOnce();
    expect(given.onchoosefolder).toHaveBeenCalledOnce();
    expect(given.onedit).toHaveBeenCalledWith('', 'text');
    expect(given.onpaste).toHaveBeenCalledOnce();
    expect(given.onsample).toHaveBeenCalledOnce();
  });

  it.each(['text', 'json'] as const)('offers to type first where a service takes %s', async (takes) => {
    const given = { ...props(), accepts: [], takes };
    render(InputZone, given);
    const [, first] = screen.getAllByRole('button');
    expect(first).toHaveAccessibleName(takes === 'json' ? 'Type JSON…' : 'Type text…');
    expect(screen.getByRole('group', { name: 'Input' })).toHaveAccessibleDescription(
      takes === 'json' ? /Takes JSON/ : /Takes a text/,
    );
    await user.click(screen.getByRole('button', { name: /^Type/ }));
    expect(given.onedit).toHaveBeenCalledExactlyOnceWith('', takes);
  });

  it('offers the files that were used last, and to forget them', async () => {
    const given = { ...props(), recent: [{ id: 'one', name: 'leaf.jpg', folder: 'Meadow' }] };
    render(InputZone, given);
    await user.click(screen.getByRole('button', { name: 'Recent files' }));
    await user.click(screen.getByRole('menuitem', { name: 'leaf.jpg in Meadow' }));
    expect(given.onrecent).toHaveBeenCalledExactlyOnceWith('one');
    await user.click(screen.getByRole('button', { name: 'Recent files' }));
    await user.click(screen.getByRole('menuitem', { name: 'Clear this list' }));
    expect(given.onclearrecent).toHaveBeenCalledOnce();
  });

  it('has no list of them before there is any', () => {
    render(InputZone, props());
    expect(screen.queryByRole('button', { name: 'Recent files' })).toBeNull();
  });

  it('brings back what was just removed', async () => {
    const given = { ...props(), onrestore: vi.fn() };
    render(InputZone, given);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(given.onrestore).toHaveBeenCalledOnce();
  });

  it('offers no sample where there is none', () => {
    render(InputZone, { ...props(), hasSample: false });
    expect(screen.queryByRole('button', { name: 'Try the sample' })).not.toBeInTheDocument();
  });

  it('shows the chosen picture with its name and size, and lets it go', async () => {
    const given = props();
    render(InputZone, { ...given, draft: { kind: 'file', file: inputFile('leaf.jpg', { sizeBytes: 48_213 }) } });
    expect(screen.getByRole('img', { name: 'Preview of leaf.jpg' })).toHaveAttribute(
      'src',
      expect.stringMatching(/^oscar-input:\/\/leaf\/?\?shown=/),
    );
    expect(screen.getByText('48.2 kB · JPEG')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Remove leaf.jpg' }));
    expect(given.onremove).toHaveBeenCalledOnce();
  });

  it('warns of a file the service does not expect, without forbidding it', () => {
    const file = inputFile('notes.pdf', { mediaType: 'application/pdf' });
    render(InputZone, { ...props(), draft: { kind: 'file', file } });
    expect(screen.getByText(/takes JPG, PNG\. You can still try/)).toBeVisible();
    expect(screen.getByText(/No preview/)).toBeVisible();
  });

  it('warns of a file that is larger than the service takes', () => {
    const file = inputFile('leaf.jpg', { sizeBytes: 5_000_001 });
    const { unmount } = render(InputZone, { ...props(), draft: { kind: 'file', file }, maxBytes: 5_000_000 });
    expect(screen.getByText('This service says it takes at most 5 MB. You can still try this file.')).toBeVisible();
    unmount();
    render(InputZone, { ...props(), draft: { kind: 'file', file }, maxBytes: 5_000_001 });
    expect(screen.queryByText(/at most/)).not.toBeInTheDocument();
  });

  it('says why something was not taken', () => {
    render(InputZone, { ...props(), notice: { kind: 'link' } });
    expect(screen.getByRole('alert')).toHaveTextContent('A link can’t be used here.');
  });

  it('says where JSON goes wrong', () => {
    render(InputZone, { ...props(), draft: { kind: 'json', text: '{\n  "a": moo\n}' } });
    const editor = screen.getByRole('textbox', { name: 'Text to send' });
    expect(editor).toBeInvalid();
    expect(editor).toHaveAccessibleDescription('Not JSON yet: look at line 2, column 8.');
  });

  it('keeps the text when it becomes JSON', async () => {
    const given = props();
    render(InputZone, { ...given, draft: { kind: 'text', text: '{}' } });
    await user.click(screen.getByRole('radio', { name: 'JSON' }));
    expect(given.onedit).toHaveBeenCalledExactlyOnceWith('{}', 'json');
  });

  it('sends a picture as it is until something else is chosen, and then shows what would be sent', async () => {
    const given = { ...props(), draft: { kind: 'file' as const, file: inputFile('leaf.jpg') } };
    const { preparing } = given;
    render(InputZone, given);
    expect(screen.queryByText('What would be sent')).not.toBeInTheDocument();
    await user.click(screen.getByText('Before sending'));
    await user.selectOptions(screen.getByLabelText('Longest side'), '1,600 pixels');
    await user.click(screen.getByLabelText('Without location and serial numbers'));
    expect(preparing.preparation).toEqual({ picture: { longestSidePx: 1600, isAnonymous: true } });
    expect(await screen.findByText('1,600 × 1,200 pixels · JPEG · 410 kB')).toBeVisible();
    expect(screen.getByText('Left out: location, serial numbers.')).toBeVisible();
    expect(screen.getByText('Before sending: 1,600 pixels, without location')).toBeVisible();
    await user.click(screen.getByLabelText('Send a copy, turned upright, instead of the file'));
    expect(preparing.preparation).toBeUndefined();
    expect(screen.queryByText('What would be sent')).not.toBeInTheDocument();
  });

  it('sends a sound as WAV where that is asked for, and lets it be heard before', async () => {
    const file = inputFile('call.mp3', { mediaType: 'audio/mpeg', sizeBytes: 200_000 });
    const given = { ...props(), draft: { kind: 'file' as const, file } };
    const { preparing } = given;
    render(InputZone, given);
    await user.click(screen.getByText('Before sending'));
    expect(screen.queryByLabelText('Longest side')).not.toBeInTheDocument();
    await user.click(screen.getByLabelText(/^Send the sound as WAV/));
    expect(preparing.preparation).toEqual({ sound: 'wav-16k-mono' });
    expect(await screen.findByText('16,000 Hz, mono · 0:13 · WAV · 410 kB')).toBeVisible();
    expect(screen.getByText('The file stays as it is: 44,100 Hz, stereo, 200 kB.')).toBeVisible();
    expect(screen.getByLabelText('Listen to what would be sent of call.mp3')).toBeInTheDocument();
    await user.click(screen.getByLabelText(/^Send the sound as WAV/));
    expect(preparing.preparation).toBeUndefined();
  });

  it('says why a copy can’t be made', async () => {
    const oscar = new FakeOscar();
    oscar.refuse('showPrepared', { code: 'picture-refused', problem: 'animated' });
    const preparing = new Preparing(oscar);
    preparing.preparation = { picture: {} };
    render(InputZone, { ...props(), preparing, draft: { kind: 'file', file: inputFile('moving.gif') } });
    expect(await screen.findByRole('alert')).toHaveTextContent('animation');
  });

  it('offers nothing of it for what is no picture', () => {
    const file = inputFile('notes.pdf', { mediaType: 'application/pdf' });
    render(InputZone, { ...props(), draft: { kind: 'file', file } });
    expect(screen.queryByText('Before sending')).not.toBeInTheDocument();
  });

  it('offers a smaller copy where a picture of this size was too large before, and forgets that', async () => {
    const given = props();
    const { preparing } = given;
    const refused = { sizeBytes: 1000, preparation: { picture: { longestSidePx: 1024, format: 'jpeg' as const } } };
    render(InputZone, { ...given, refused, draft: { kind: 'file', file: inputFile('leaf.jpg') } });
    expect(screen.getByText('A picture of this size was too large for this service before.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Forget this' }));
    expect(given.onforget).toHaveBeenCalledOnce();
    await user.click(screen.getByRole('button', { name: 'Send a smaller copy' }));
    expect(preparing.preparation).toEqual(refused.preparation);
  });
});
