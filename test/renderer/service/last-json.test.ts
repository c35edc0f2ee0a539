import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import App from '../../../src-renderer/App.svelte';
import type { ServiceCard } from '../../../src-main/core/service/card';
import { service } from '../builders';
import { FakeOscar } from '../fake-api';

const user = userEvent.setup();
let oscar: FakeOscar;

beforeEach(() => {
  oscar = new FakeOscar();
  oscar.services = [service('grayscale'), service('speak')];
  oscar.lastWorked = '{"speed": 1.50}';
});

async function open(card: ServiceCard = {}): Promise<void> {
  oscar.notes = { ...oscar.notes, given: { speak: card } };
  render(App, { oscar });
  await user.click(await screen.findByRole('button', { name: 'Practise without a cluster' }));
  await user.click(await screen.findByRole('option', { name: /speak/ }));
}

const sample = (text: string): ServiceCard => ({ sample: { kind: 'json', text } });
const fillIn = async () => user.click(await screen.findByRole('button', { name: 'Fill in the form' }));
const said = 'It begins with the last input that worked, which is in the history.';

it('is what a form is made of and begins with, and the form says so', async () => {
  await open();
  await fillIn();
  expect(screen.getByRole('textbox', { name: /^speed/ })).toHaveValue('1.50');
  expect(screen.getByText(said)).toBeVisible();
});

it('fills in the form of the sample, which may have more fields', async () => {
  await open(sample('{"speed": 1, "pitch": 2}'));
  await fillIn();
  expect(screen.getByRole('textbox', { name: /^speed/ })).toHaveValue('1.50');
  expect(screen.getByRole('textbox', { name: /^pitch/ })).toHaveValue('');
  expect(screen.getByText(said)).toBeVisible();
});

it('is left alone where it is not like the sample', async () => {
  await open(sample('{"text": "Hi"}'));
  await user.click(await screen.findByRole('button', { name: 'Try the sample' }));
  expect(screen.getByRole('textbox', { name: /^text/ })).toHaveValue('Hi');
  expect(screen.queryByText(said)).not.toBeInTheDocument();
});
