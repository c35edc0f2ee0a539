import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import App from '../../../src-renderer/App.svelte';
import { service } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;

async function typeFor(text: string): Promise<void> {
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await user.click(await screen.findByRole('option', { name: /cow/i }));
  await user.click(await screen.findByRole('button', { name: 'Type JSON…' }));
  await user.click(screen.getByText('Text', { exact: true }));
  await user.click(screen.getByRole('textbox', { name: 'Text to send' }));
  await user.paste(text);
}

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.services = [service('grayscale'), service('cowsay', { inputType: 'json' })];
});

it('asks before a plain text goes to a service that takes JSON, by button and by key', async () => {
  await typeFor('Hello');
  await user.click(screen.getByRole('button', { name: 'Run' }));
  expect(screen.getByRole('dialog', { name: 'Send a plain text?' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Back' }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await user.click(screen.getByRole('button', { name: 'Write it as JSON' }));
  expect(screen.getByText('Not JSON yet: look at line 1, column 1.')).toBeVisible();
  expect(screen.getByRole('textbox', { name: 'Text to send' })).toHaveValue('Hello');
  expect(oscar.requests).toEqual([]);
});

it('sends a plain text that is meant', async () => {
  await typeFor('Hello');
  await user.click(screen.getByRole('button', { name: 'Run' }));
  await user.click(screen.getByRole('button', { name: 'Send it as it is' }));
  expect(oscar.requests).toMatchObject([{ input: { kind: 'text', text: 'Hello' } }]);
});

it('asks nothing about a text that is JSON', async () => {
  await typeFor('{"message": "Hello"}');
  await user.click(screen.getByRole('button', { name: 'Run' }));
  expect(oscar.requests).toMatchObject([{ input: { kind: 'text', text: '{"message": "Hello"}' } }]);
});

it('puts the text into the field of a form that is meant for it', async () => {
  const inputSchema = {
    type: 'object',
    properties: { mood: { enum: ['calm'], default: 'calm' }, message: { type: 'string', maxLength: 100 } },
    required: ['message'],
  };
  oscar.notes = { ...oscar.notes, given: { cowsay: { inputSchema } } };
  await typeFor('Say "hi"');
  await user.click(screen.getByRole('button', { name: 'Run' }));
  await user.click(screen.getByRole('button', { name: 'Write it as JSON' }));
  expect(screen.getByRole('textbox', { name: 'message' })).toHaveValue('Say "hi"');
  await user.click(screen.getByRole('button', { name: 'Run' }));
  const [request] = oscar.requests;
  expect(request?.input.kind === 'json' && JSON.parse(request.input.text)).toEqual({
    mood: 'calm',
    message: 'Say "hi"',
  });
});
