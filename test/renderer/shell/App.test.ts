import { render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import App from '../../../src-renderer/App.svelte';
import { batchOverview, batchRow, inputFile, finishedAt, result } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
});

/** Opens the window, the practice cluster in it, and one of its services. */
async function openService(name: RegExp): Promise<void> {
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await user.click(await screen.findByRole('option', { name }));
}

/** Runs the sample of the service that is open. */
async function runSample(): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'Try the sample' }));
  await screen.findByRole('button', { name: /^Remove/ });
  await user.click(screen.getByRole('button', { name: 'Run' }));
}

/** The regions of the result, whatever it is of. */
const resultRegion = () => screen.getByRole('region', { name: /^Result/ });

/** What axe finds wrong, by rule. Colours are not computed here; the window itself is checked in the end-to-end tests. */
async function accessibilityProblems(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`);
}

describe('the first start', () => {
  it('offers practice, and nothing that does not work yet', async () => {
    render(App, { oscar });
    expect(await screen.findByText('Version 1.2.3')).toBeVisible();
    await screen.findByRole('button', { name: 'Add connection' });
    expect(screen.getAllByRole('button').map((button) => button.textContent.trim())).toEqual([
      'History',
      'Help',
      'Settings',
      'Practise without a cluster',
      'Add connection',
      'Open a connection file…',
      'Import from oscar-cli…',
    ]);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('tells why practice can’t be opened, and lets the user try again', async () => {
    oscar.refuse('openPractice', { code: 'internal', reference: 'A1B2' });
    render(App, { oscar });
    await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Something went wrong inside this app');
    oscar.allow('openPractice');
    await user.click(screen.getByRole('button', { name: 'Practise without a cluster' }));
    expect(await screen.findByRole('option', { name: /Black and white/ })).toBeVisible();
  });

  it('tells practice from a real cluster', async () => {
    await openService(/Black and white/);
    const header = within(screen.getByRole('banner'));
    expect(header.getByText('Practice')).toBeVisible();
    expect(header.getByText('Runs on this computer. Nothing is sent anywhere.')).toBeVisible();
  });
});

describe('running a service', () => {
  it('leads from the sample to the saved result', async () => {
    await openService(/Black and white/);
    expect(screen.getByRole('button', { name: 'Run' })).toHaveAccessibleDescription(
      'Choose a file or type a text first',
    );
    await runSample();
    expect(oscar.requests[0]?.input).toEqual({ kind: 'file', fileId: 'file-leaf.jpg' });

    oscar.tell({ status: 'sending', sentBytes: 500_000, totalBytes: 1_000_000 });
    const progress = await screen.findByRole('progressbar', { name: 'Progress' });
    expect(progress).toHaveAttribute('aria-valuenow', '50');
    expect(progress).toHaveAttribute('aria-valuetext', 'Sending the input, 500 kB of 1 MB');
    expect(await accessibilityProblems()).toEqual([]);

    oscar.finish(result({}, { logLineCount: 8 }));
    const region = within(await screen.findByRole('region', { name: 'Result of leaf.jpg' }));
    expect(region.getByText('Read as picture (PNG), 8 log lines set aside')).toBeVisible();
    expect(region.getByRole('img')).toHaveAttribute('src', 'oscar-result://one/payload');
    expect(await accessibilityProblems()).toEqual([]);

    await user.keyboard('{Control>}s{/Control}');
    expect(await region.findByText('Saved as leaf – grayscale.png in Pictures')).toBeVisible();
    expect(region.getByRole('button', { name: 'Show in folder' })).toBeVisible();
    expect(oscar.saved).toEqual(['payload']);
  });

  it('uses the result as the input of another service, which is shown before it is sent', async () => {
    await openService(/Black and white/);
    await runSample();
    oscar.finish();
    await user.click(await screen.findByRole('button', { name: 'More' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Use as input for…' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Use as input for another service', hidden: true }));
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Service', hidden: true }), 'Cow says');
    oscar.refuse('useResult', { code: 'result-gone' });
    await user.click(dialog.getByRole('button', { name: 'Use it there', hidden: true }));
    expect(await dialog.findByRole('alert', { hidden: true })).toBeInTheDocument();
    oscar.allow('useResult');
    await user.click(dialog.getByRole('button', { name: 'Use it there', hidden: true }));
    expect(await screen.findByText('greeting – cowsay.txt')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Cow says' })).toBeVisible();
    expect(oscar.usedResults).toEqual(['invocation-1', 'invocation-1']);
    expect(oscar.requests).toHaveLength(1);
  });

  it('announces the start and the end', async () => {
    await openService(/Black and white/);
    await runSample();
    expect(await screen.findByText('Black and white is running.')).toHaveAttribute('role', 'status');
    oscar.finish();
    expect(await screen.findByText('Black and white is done after 3 sec. The result is ready.')).toHaveAttribute(
      'role',
      'status',
    );
  });

  it('leaves the focus where it was, and offers a way to the result', async () => {
    await openService(/Black and white/);
    await runSample();
    oscar.finish();
    const goToResult = await screen.findByRole('button', { name: 'Go to result' });
    expect(screen.getByRole('button', { name: 'Run' })).toHaveFocus();
    await user.click(goToResult);
    expect(resultRegion()).toHaveFocus();
  });

  it('tells how long a service that sleeps usually takes to wake up, once that is known', async () => {
    oscar.wakeUp = { kind: 'learned', usualMs: 71_400 };
    await openService(/Black and white/);
    await runSample();
    oscar.tell({ status: 'waiting' }, { stateMs: 60_000 });
    const words = 'Waking the service up. The first answer usually takes about 1 min 10 sec.';
    expect(await within(resultRegion()).findByText(words)).toBeVisible();
  });

  it('tells no more than it knows, and nothing of a service that is awake', async () => {
    await openService(/Black and white/);
    await runSample();
    oscar.tell({ status: 'waiting' }, { stateMs: 60_000 });
    expect(await within(resultRegion()).findByText(/^The service may be starting up/)).toBeVisible();
    oscar.finish();
    oscar.wakeUp = { kind: 'awake' };
    await user.click(screen.getByRole('button', { name: 'Run' }));
    oscar.tell({ status: 'waiting' }, { stateMs: 60_000 });
    expect(await within(resultRegion()).findByText('Working on it')).toBeVisible();
    expect(within(resultRegion()).queryByText(/starting up|Waking/)).not.toBeInTheDocument();
  });

  it('asks once before Escape stops it', async () => {
    await openService(/Black and white/);
    await runSample();
    oscar.tell({ status: 'waiting' });
    await user.keyboard('{Escape}');
    const question = within(await screen.findByRole('dialog', { name: 'Stop this run?' }));
    expect(oscar.cancelled).toEqual([]);
    await user.click(question.getByRole('button', { name: 'Stop' }));
    expect(oscar.cancelled).toEqual(['invocation-1']);
    oscar.tell({ status: 'cancelled', clusterMayContinue: true, finishedAt });
    expect(await within(resultRegion()).findByText(/The cluster may still be working on it/)).toBeVisible();
  });

  it('stops at once with the button, and waits no more for a retry', async () => {
    await openService(/Black and white/);
    await runSample();
    oscar.tell({
      status: 'retrying',
      waitMs: 60_000,
      reason: { code: 'service-not-ready', status: 503, text: '' },
    });
    expect(await screen.findByText(/^Trying again in \d+ seconds$/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Stop waiting' }));
    expect(oscar.cancelled).toEqual(['invocation-1']);
  });

  it('keeps the wait limit', async () => {
    await openService(/Black and white/);
    await user.click(screen.getByRole('button', { name: 'Options' }));
    const limit = screen.getByRole('spinbutton', { name: 'Wait for an answer at most' });
    expect(limit).toHaveValue(300);
    await user.clear(limit);
    await user.type(limit, '2{Tab}');
    expect(screen.getByText('Choose from 5 to 86,400 seconds.')).toBeVisible();
    await user.clear(limit);
    await user.type(limit, '600{Tab}');
    expect(oscar.settings.waitLimitSeconds).toBe(600);
  });

  it('keeps the limit of how long an answer may arrive, in minutes', async () => {
    await openService(/Black and white/);
    await user.click(screen.getByRole('button', { name: 'Options' }));
    const limit = screen.getByRole('spinbutton', { name: 'Once it begins, let it arrive for at most' });
    expect(limit).toHaveValue(60);
    await user.clear(limit);
    await user.type(limit, '0{Tab}');
    expect(screen.getByText('Choose from 1 to 10,080 minutes.')).toBeVisible();
    await user.clear(limit);
    await user.type(limit, '120{Tab}');
    expect(oscar.settings.receiveLimitSeconds).toBe(7200);
  });

  it('keeps the limit of what is received', async () => {
    await openService(/Black and white/);
    await user.click(screen.getByRole('button', { name: 'Options' }));
    const limit = screen.getByRole('spinbutton', { name: 'Receive at most' });
    expect(limit).toHaveValue(1);
    await user.clear(limit);
    await user.type(limit, '0{Tab}');
    expect(screen.getByText('Choose from 1 to 1,000 GB.')).toBeVisible();
    await user.clear(limit);
    await user.type(limit, '64{Tab}');
    expect(oscar.settings.answerLimitBytes).toBe(64e9);
  });
});

describe('what can come back', () => {
  it('is a failure, told once, with a way to try again', async () => {
    await openService(/Black and white/);
    await runSample();
    oscar.tell({ status: 'failed', error: { code: 'service-failed', status: 500, text: 'out of memory' }, finishedAt });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The service stopped with a problem');
    expect(alert).not.toHaveTextContent('out of memory');
    expect(screen.getByText('out of memory')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(oscar.requests).toHaveLength(2);
  });

  it('is the output of a program that seems to have failed, which the user can keep', async () => {
    await openService(/Black and white/);
    await runSample();
    oscar.finish(result({ kind: 'text' }, { verdict: 'program-failed', mediaType: 'text/plain', encoding: 'none' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The service answered, but its program seems to have failed',
    );
    expect(screen.queryByRole('button', { name: 'Save as…' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'It’s fine, keep as result' }));
    expect(await screen.findByRole('button', { name: 'Save as…' })).toBeVisible();
  });

  it('is nothing, which the user can keep or run again', async () => {
    await openService(/Black and white/);
    await runSample();
    oscar.finish(
      result(
        { kind: 'text', sizeBytes: 0 },
        { verdict: 'empty', mediaType: 'text/plain', encoding: 'none', payloadRange: { start: 0, end: 0 } },
      ),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('Nothing came back');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'It’s fine, keep as result' }));
    expect(await screen.findByRole('button', { name: 'Save as…' })).toBeVisible();
  });

  it('is something damaged: no viewer, but what was received can be saved', async () => {
    await openService(/Black and white/);
    await runSample();
    oscar.finish(result({}, { verdict: 'damaged', problem: { code: 'response-malformed', offset: 9 } }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The answer arrived damaged');
    expect(within(resultRegion()).queryByRole('img')).not.toBeInTheDocument();
    const [save] = screen.getAllByRole('button', { name: 'Save what was received…' });
    await user.click(save ?? resultRegion());
    expect(oscar.saved).toEqual(['received']);
  });

  it('can be shown in another way', async () => {
    await openService(/Black and white/);
    await runSample();
    oscar.finish();
    oscar.readAnew = result({ kind: 'text' }, { mediaType: 'text/plain', encoding: 'none' });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Show as' }), 'Text');
    expect(oscar.readings).toEqual(['text']);
    expect(await screen.findByText('Shown as text')).toBeVisible();
  });

  it('is explained under Details', async () => {
    await openService(/Black and white/);
    await runSample();
    oscar.finish(result({}, { notes: ['no-final-line-feed'] }));
    await user.click(await screen.findByText('Details'));
    expect(screen.getByText('image/png')).toBeVisible();
    expect(screen.getByText('base64 text')).toBeVisible();
    expect(screen.getByText(/doesn’t end the way OSCAR ends its answers/)).toBeVisible();
  });

  it('is an archive to look into', async () => {
    await openService(/Black and white/);
    await runSample();
    oscar.archive = { entries: [{ index: 0, name: 'small.png', sizeBytes: 75 }], sizeBytes: 75 };
    oscar.finish(result({ kind: 'archive', fileName: 'leaf.zip' }, { mediaType: 'application/zip' }));
    expect(await screen.findByText('1 file, 75 bytes')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Extract all…' })).toBeVisible();
  });
});

describe('dropping and pasting', () => {
  const drop = (name: string, dataTransfer: object) => {
    const event = new Event(name, { bubbles: true, cancelable: true });
    Object.assign(event, { dataTransfer, relatedTarget: null });
    window.dispatchEvent(event);
    return event;
  };
  const files = (...names: string[]) => ({
    types: ['Files'],
    files: names.map((name) => new File(['abc'], name, { type: 'image/png' })),
    items: [],
    getData: () => '',
    dropEffect: 'none',
  });

  const pasteFiles = (...pasted: readonly File[]) => {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { files: pasted, getData: () => '' } });
    document.body.dispatchEvent(event);
  };

  it('shows where the file goes while it is over the window, and takes it', async () => {
    oscar.acceptedInput = { kind: 'file', file: inputFile('oak.png') };
    await openService(/Black and white/);
    drop('dragenter', files('oak.png'));
    expect(await screen.findByText('Drop to use with Black and white')).toBeVisible();
    expect(drop('drop', files('oak.png')).defaultPrevented).toBe(true);
    expect(await screen.findByRole('img', { name: 'Preview of oak.png' })).toBeVisible();
    expect(screen.queryByText('Drop to use with Black and white')).not.toBeInTheDocument();
  });

  it('hides that again when the drag leaves, or Escape is pressed', async () => {
    await openService(/Black and white/);
    drop('dragenter', files('oak.png'));
    await screen.findByText(/^Drop to use/);
    drop('dragleave', files('oak.png'));
    expect(await screen.findByText('Drop files or folders here')).toBeVisible();
    drop('dragenter', files('oak.png'));
    await screen.findByText(/^Drop to use/);
    await user.keyboard('{Escape}');
    expect(screen.queryByText(/^Drop to use/)).not.toBeInTheDocument();
  });

  it('makes a list of several files, and comes back to the one there was', async () => {
    await openService(/Black and white/);
    await user.click(screen.getByRole('button', { name: 'Try the sample' }));
    await screen.findByRole('img', { name: 'Preview of leaf.jpg' });
    drop('drop', files('a.png', 'b.png'));
    await expect.poll(() => oscar.taken.length).toBe(2);
    oscar.batchRows = [batchRow('a.png'), batchRow('b.png', { index: 1 })];
    oscar.tellBatch(batchOverview({ total: 2, leftOut: 1 }));
    expect(await screen.findByRole('heading', { name: 'Files for Black and white' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Back to one file' }));
    expect(await screen.findByRole('img', { name: 'Preview of leaf.jpg' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show' }));
    expect(await screen.findByRole('heading', { name: 'Files for Black and white' })).toBeVisible();
  });

  it('never lets a drop replace the page, also where nothing can be dropped', () => {
    render(App, { oscar });
    expect(drop('drop', files('oak.png')).defaultPrevented).toBe(true);
    expect(drop('dragover', files('oak.png')).defaultPrevented).toBe(true);
  });

  it('refuses a link, and takes a text', async () => {
    await openService(/Cow says/);
    const text = { ...files(), types: ['text/plain'], getData: () => 'moo' };
    drop('drop', { ...text, types: ['text/uri-list', 'text/plain'] });
    expect(await screen.findByRole('alert')).toHaveTextContent('A link can’t be used here.');
    drop('drop', text);
    expect(await screen.findByRole('textbox', { name: 'Text to send' })).toHaveValue('moo');
  });

  it('pastes outside of text fields only', async () => {
    await openService(/Cow says/);
    const paste = (target: Element) => {
      const event = new Event('paste', { bubbles: true, cancelable: true });
      Object.assign(event, { clipboardData: { files: [], getData: () => 'moo' } });
      target.dispatchEvent(event);
    };
    paste(screen.getByRole('searchbox'));
    expect(screen.queryByRole('textbox', { name: 'Text to send' })).not.toBeInTheDocument();
    paste(document.body);
    expect(await screen.findByRole('textbox', { name: 'Text to send' })).toHaveValue('moo');
  });

  it('pastes by the button as by the keys, and makes a file of a picture that is none', async () => {
    await openService(/Cow says/);
    await user.click(screen.getByRole('button', { name: 'Paste' }));
    expect(oscar.pastes).toEqual(['keys']);
    oscar.refuse('grantFile', { code: 'file-unreadable', file: 'image.png', problem: 'not-a-file' });
    oscar.pastedPicture = { kind: 'file', file: inputFile('clipboard.png') };
    pasteFiles(new File(['x'], 'image.png', { type: 'image/png' }));
    expect(await screen.findByText('clipboard.png')).toBeVisible();
    expect(oscar.pastes).toEqual(['keys', undefined]);
  });

  it('says why a picture on the clipboard can’t be used', async () => {
    await openService(/Cow says/);
    oscar.refuse('grantFile', { code: 'file-unreadable', file: 'image.png', problem: 'not-a-file' });
    oscar.refuse('pastePicture', { code: 'too-large-to-paste', most: 50e6 });
    pasteFiles(new File(['x'], 'image.png', { type: 'image/png' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('has more than 50,000,000 pixels');
  });

  it('keeps what is given before there is a connection and a service', async () => {
    render(App, { oscar });
    await screen.findByRole('button', { name: 'Practise without a cluster' });
    oscar.acceptedInput = { kind: 'file', file: inputFile('leaf.jpg') };
    drop('drop', files('leaf.jpg'));
    const question = within(await screen.findByRole('dialog', { name: 'Practise with it, or connect?' }));
    expect(question.getByText('leaf.jpg waits here until you have chosen a service.')).toBeVisible();
    await user.click(question.getByRole('button', { name: 'Practise' }));
    expect(await screen.findByText('leaf.jpg waits here until you have chosen a service.')).toBeVisible();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await user.click(await screen.findByRole('option', { name: /Black and white/ }));
    expect(await screen.findByText('leaf.jpg')).toBeVisible();
    expect(oscar.taken.map(({ name }) => name)).toEqual(['leaf.jpg']);
  });

  it('lets go of a text that was pasted on the first page when the user says so', async () => {
    render(App, { oscar });
    await screen.findByRole('button', { name: 'Practise without a cluster' });
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { files: [], getData: () => 'moo' } });
    document.body.dispatchEvent(event);
    const question = within(await screen.findByRole('dialog', { name: 'Practise with it, or connect?' }));
    await user.click(question.getByRole('button', { name: 'Not now' }));
    await openService(/Cow says/);
    expect(screen.queryByRole('textbox', { name: 'Text to send' })).not.toBeInTheDocument();
  });
});

describe('the keyboard', () => {
  it('runs with Control and Enter, also from the text', async () => {
    await openService(/Cow says/);
    await user.click(screen.getByRole('button', { name: 'Type text…' }));
    await user.type(await screen.findByRole('textbox', { name: 'Text to send' }), 'moo{Control>}{Enter}{/Control}');
    expect(oscar.requests[0]?.input).toEqual({ kind: 'text', text: 'moo' });
  });

  it('opens a file with Control and O', async () => {
    oscar.acceptedInput = { kind: 'file', file: inputFile('leaf.jpg') };
    await openService(/Black and white/);
    await user.keyboard('{Control>}o{/Control}');
    expect(await screen.findByRole('img', { name: 'Preview of leaf.jpg' })).toBeVisible();
  });

  it('goes to the search and from region to region', async () => {
    await openService(/Black and white/);
    await user.keyboard('{Control>}k{/Control}');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await user.keyboard('{F6}');
    expect(screen.getByRole('region', { name: 'Black and white' })).toHaveFocus();
    await user.keyboard('{Shift>}{F6}{/Shift}');
    expect(screen.getByRole('region', { name: 'Services' })).toHaveFocus();
    await user.keyboard('{Alt>}[Digit4]{/Alt}');
    expect(resultRegion()).toHaveFocus();
  });
});
