import { describe, expect, it } from 'vitest';
import { hasSecret, withoutSecrets } from '../../../../../src-main/core/input/form/secrets';
import { readFormSchema } from '../../../../../src-main/core/input/form/schema';

function formOf(properties: Record<string, unknown>) {
  const reading = readFormSchema({ type: 'object', properties });
  if (!reading.ok) throw new Error(`${reading.problem.path}: ${reading.problem.reason}`);
  return reading.form;
}

const pin = { type: 'string', title: 'PIN', format: 'password' };

describe('passwords in a JSON text', () => {
  it('are left out wherever the form has a field for one, and nothing else changes', () => {
    const form = formOf({
      text: { type: 'string' },
      pin,
      deep: { type: 'object', properties: { code: { type: 'string', writeOnly: true } } },
      pins: { type: 'array', items: pin },
      shape: {
        oneOf: ['a', 'b'].map((kind) => ({
          type: 'object',
          title: kind,
          properties: { kind: { const: kind }, [`pin-${kind}`]: pin },
          required: ['kind'],
        })),
      },
    });
    const text =
      '{"text": "pin", "n": 1.50, "pin": "1", "deep": {"code": "2", "x": 1e2}, "pins": ["3", "4"], "shape": {"kind": "b", "pin-b": "5"}}';
    expect(withoutSecrets(text, form)).toEqual({
      text: '{"text": "pin", "n": 1.50, "deep": {"x": 1e2}, "pins": [], "shape": {"kind": "b"}}',
      left: ['PIN', 'code'],
    });
    expect(hasSecret(text, form)).toBe(true);
  });

  it('are known by their names without a form', () => {
    expect(withoutSecrets('{"a": 1, "db": {"user_password": "x"}, "apiKey": "y"}')).toEqual({
      text: '{"a": 1, "db": {}}',
      left: ['user_password', 'apiKey'],
    });
  });

  it.each(['{"max_tokens": 5, "password": 7, "author": "Ana"}', '{"password": ""}', '{', '{"pin": "1", "pin": "2"}'])(
    'are not in %s',
    (text) => {
      expect(withoutSecrets(text)).toEqual({ text, left: [] });
      expect(hasSecret(text)).toBe(false);
    },
  );
});

it('are texts alone, without a value to begin with', () => {
  const problem = (schema: unknown) => {
    const reading = readFormSchema({ type: 'object', properties: { pin: schema } });
    return reading.ok ? undefined : reading.problem;
  };
  expect(problem({ ...pin, default: '0000' })).toEqual({ path: 'properties.pin.default', reason: 'value' });
  expect(problem({ type: 'string', format: 'email' })).toEqual({ path: 'properties.pin.format', reason: 'unknown' });
  expect(problem({ type: 'string', writeOnly: 1 })).toEqual({ path: 'properties.pin.writeOnly', reason: 'value' });
  expect(problem({ type: 'number', format: 'password' })).toEqual({ path: 'properties.pin.format', reason: 'unknown' });
  expect(problem({ type: 'string', contentEncoding: 'base64', writeOnly: true })).toMatchObject({ reason: 'value' });
  expect(problem({ type: 'string', writeOnly: false })).toBeUndefined();
});
