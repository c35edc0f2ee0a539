import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { initialText, inferForm, readFormSchema } from '../../../../src-main/contract/forms';
import type { OfferedForm } from '../../../../src-renderer/input/form/form-fill';
import { inputFile } from '../../builders';
import FormHost from './FormHost.svelte';

const user = userEvent.setup();

function offer(schema: unknown): OfferedForm {
  const reading = readFormSchema(schema);
  if (!reading.ok) throw new Error(reading.problem.path);
  return { form: reading.form, source: 'card' };
}

const speech = offer({
  type: 'object',
  properties: {
    text: { type: 'string', title: 'Sentence', description: 'What is said', minLength: 2, maxLength: 100 },
    speed: { type: 'number', title: 'Speed', minimum: 0.5, maximum: 2 },
    loud: { type: 'boolean', title: 'Loud' },
    voice: {
      type: 'object',
      title: 'Voice',
      properties: { name: { enum: ['Ana', 'Luis'], title: 'Name', default: 'Ana' } },
    },
    words: { type: 'array', title: 'Word', items: { type: 'string', maxLength: 20 }, maxItems: 2 },
    photo: { type: 'string', title: 'Photo', contentEncoding: 'base64' },
    shape: {
      title: 'Shape',
      oneOf: [
        {
          title: 'Circle',
          type: 'object',
          properties: { kind: { const: 'c' }, r: { type: 'number' } },
          required: ['kind'],
        },
        {
          title: 'Square',
          type: 'object',
          properties: { kind: { const: 's' }, side: { type: 'number' } },
          required: ['kind'],
        },
      ],
    },
  },
  required: ['text'],
});

function show(offered: OfferedForm, start = initialText(offered.form)) {
  const onchange = vi.fn<(text: string, isUnfinished: boolean) => void>();
  const ongrant = vi.fn(async (file: File) => ({
    ok: true as const,
    value: { ...inputFile(file.name), id: crypto.randomUUID() },
  }));
  render(FormHost, { offered, start, ongrant, onchange });
  const json = (): unknown => JSON.parse(onchange.mock.lastCall?.[0] ?? start);
  return {
    onchange,
    ongrant,
    json,
    text: () => onchange.mock.lastCall?.[0] ?? start,
    isUnfinished: () => onchange.mock.lastCall?.[1],
  };
}

describe('FormEditor', () => {
  it('writes each kind of value into the text, and takes out what is emptied', async () => {
    const { json, isUnfinished } = show(speech);
    await user.type(screen.getByRole('textbox', { name: 'Sentence' }), 'Hi');
    await user.type(screen.getByRole('textbox', { name: 'Speed optional' }), '1.50');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Loud optional' }), 'Yes');
    await user.selectOptions(within(screen.getByRole('group', { name: 'Voice' })).getByRole('combobox'), 'Luis');
    expect(json()).toEqual({ text: 'Hi', speed: 1.5, loud: true, voice: { name: 'Luis' } });
    expect(isUnfinished()).toBe(false);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Loud optional' }), 'Not set');
    await user.clear(screen.getByRole('textbox', { name: 'Sentence' }));
    await user.clear(screen.getByRole('textbox', { name: 'Speed optional' }));
    expect(json()).toEqual({ voice: { name: 'Luis' } });
    expect(isUnfinished()).toBe(true);
  });

  it('keeps numbers as they are typed, and keeps one that isn’t finished out of the text', async () => {
    const { text, isUnfinished } = show(speech, '{"text": "Hi", "seed": 12345678901234567890}');
    const speed = screen.getByRole('textbox', { name: 'Speed optional' });
    await user.type(speed, '1.');
    expect(speed).toHaveValue('1.');
    expect(isUnfinished()).toBe(true);
    await user.type(speed, '0');
    expect(text()).toBe('{"text": "Hi", "speed": 1.0, "seed": 12345678901234567890}');
    expect(isUnfinished()).toBe(false);
    await user.clear(speed);
    await user.type(speed, '0,7');
    await user.tab();
    expect(screen.getByText('Type a point instead of the comma: 0.5.')).toBeInTheDocument();
    expect(speed).toBeInvalid();
    expect(text()).not.toContain('0,7');
  });

  it('sets a number by a slider, and lets the slider change nothing of what was typed', async () => {
    const { text, onchange } = show(speech, '{"text": "Hi", "speed": 1.2345}');
    const slider = screen.getByRole('slider', { name: 'Speed' });
    expect(onchange).not.toHaveBeenCalled();
    expect(slider).toHaveAttribute('aria-valuetext', '1.2345');
    await fireEvent.input(slider, { target: { value: '1.13' } });
    expect(text()).toBe('{"text": "Hi", "speed": 1.13}');
    expect(screen.getByRole('textbox', { name: 'Speed optional' })).toHaveValue('1.13');
    await user.clear(screen.getByRole('textbox', { name: 'Speed optional' }));
    expect(slider).toHaveAttribute('aria-valuetext', 'Not set');
  });

  it('has a name for everything, filled in or wrong', async () => {
    show(speech, '{"text": "x", "speed": 7, "words": ["oak"], "shape": {"kind": "c"}, "loud": 3}');
    // The form alone is on the page here, and colours are not computed.
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    const { violations } = await axe.run(document.body, { rules });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

  it('says what is wrong once a field was left, and not before', async () => {
    show(speech);
    const sentence = screen.getByRole('textbox', { name: 'Sentence' });
    await user.type(sentence, 'x');
    expect(screen.queryByText('Type at least 2 characters.')).not.toBeInTheDocument();
    await user.tab();
    expect(screen.getByText('Type at least 2 characters.')).toBeInTheDocument();
    expect(sentence).toHaveAccessibleDescription('What is said Type at least 2 characters.');
  });

  it('adds items to a list and removes them, with the focus on what comes next', async () => {
    const { json } = show(speech, '{"text": "Hi"}');
    const list = screen.getByRole('group', { name: 'Word optional' });
    const add = within(list).getByRole('button', { name: 'Add' });
    await user.click(add);
    await user.type(within(list).getByRole('textbox', { name: 'Word 1' }), 'oak');
    await user.click(add);
    await user.type(within(list).getByRole('textbox', { name: 'Word 2' }), 'ash');
    expect(json()).toMatchObject({ words: ['oak', 'ash'] });
    expect(add).toHaveAttribute('aria-disabled', 'true');
    await user.click(within(list).getByRole('button', { name: 'Remove Word 1' }));
    expect(json()).toMatchObject({ words: ['ash'] });
    expect(within(list).getByRole('button', { name: 'Remove Word 1' })).toHaveFocus();
    await user.click(within(list).getByRole('button', { name: 'Remove Word 1' }));
    expect(add).toHaveFocus();
  });

  it('shows the fields of what was chosen', async () => {
    const { json } = show(speech, '{"text": "Hi"}');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Shape optional' }), 'Square');
    await user.type(screen.getByRole('textbox', { name: 'side optional' }), '3');
    expect(json()).toEqual({ text: 'Hi', shape: { kind: 's', side: 3 } });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Shape optional' }), 'Circle');
    expect(json()).toEqual({ text: 'Hi', shape: { kind: 'c' } });
    expect(screen.queryByRole('textbox', { name: 'side optional' })).not.toBeInTheDocument();
  });

  it('puts the mark of a file into the text, never its content', async () => {
    const { json } = show(speech, '{"text": "Hi"}');
    const file = new File(['secret bytes'], 'leaf.jpg');
    const picker = document.querySelector<HTMLInputElement>('input[type="file"]');
    if (picker) await user.upload(picker, file);
    expect(json()).toMatchObject({ photo: expect.stringMatching(/^oscar-file:/) });
    expect(screen.getByText(/leaf\.jpg/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Remove the file for Photo' }));
    expect(json()).toEqual({ text: 'Hi' });
  });

  it('leaves what it doesn’t know to the JSON, and says so', () => {
    show(speech, '{"text": 5, "speed": "fast"}');
    expect(screen.getAllByText('This value can only be changed in the JSON.')).toHaveLength(2);
  });

  it('tells at once what in a sample is not of its schema, at its place, and changes nothing of it', () => {
    const closed = offer({
      type: 'object',
      properties: {
        text: { type: 'string', title: 'Sentence', maxLength: 3 },
        box: { type: 'object', title: 'Box', properties: { x: { type: 'number' } }, additionalProperties: false },
        voice: { enum: ['Ana'], title: 'Voice' },
      },
      required: ['text', 'voice'],
      additionalProperties: false,
    });
    const { onchange } = show(closed, '{"text": "too long", "box": {"y": 1}, "extra": 2}');
    expect(screen.getByText('Type at most 3 characters.')).toBeInTheDocument();
    expect(within(screen.getByRole('group', { name: 'Box' })).getByText(/doesn’t know “y”/)).toBeInTheDocument();
    expect(screen.getByText(/doesn’t know “extra”/)).toBeInTheDocument();
    expect(screen.queryByText('Fill this in.')).not.toBeInTheDocument();
    expect(onchange).not.toHaveBeenCalled();
  });

  it('shows no fields for a text that has a name twice, and says where to correct it', () => {
    show(speech, '{"text": "Hi", "text": "Ho"}');
    expect(screen.getByText('This JSON can’t be shown as a form. Correct it under JSON first.')).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('says that it was concluded from a sample', async () => {
    const form = inferForm('{"text": "Hi", "n": 1.0, "x": null}');
    if (!form) throw new Error('no form');
    const { text } = show({ form, source: 'sample' }, '{"text": "Hi", "n": 1.0, "x": null}');
    expect(screen.getByText(/This form was made from the sample/)).toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: 'text optional' }), '!');
    expect(text()).toBe('{"text": "Hi!", "n": 1.0, "x": null}');
  });
});
