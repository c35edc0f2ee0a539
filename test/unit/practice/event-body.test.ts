import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventBodyError, inputOfBody } from '../../../src-main/practice/event-body';

const inputOf = (body: string) => inputOfBody(Buffer.from(body)).toString('latin1');

describe('inputOfBody', () => {
  it.each([
    ['base64 on one line', 'aGVsbG8=', 'hello'],
    ['base64 with line feeds', 'aGVs\nbG8=\n', 'hello'],
    ['base64 with CRLF', 'aGVs\r\nbG8=\r\n', 'hello'],
    ['base64 with foreign characters, which are dropped', 'a*G-V_s.b G8=', 'hello'],
    ['padding split by foreign characters', 'aGVsbA=-=', 'hell'],
    ['whatever follows complete padding', 'aGVsbG8=aGVsbG8=', 'hello'],
    ['a stray padding sign between whole groups', 'aGVs=bG8=', 'hello'],
    ['nothing', '', ''],
    ['text that happens to be base64', 'test', '\xb5\xeb-'],
    ['a scalar of JSON broken by a line feed', '12\n34', '\xd7m\xf8'],
    ['a JSON object, written anew', '{"b":1, "a":[true,null,"x"]}', '{"b": 1, "a": [true, null, "x"]}'],
    ['a JSON object with text outside ASCII', '{"k":"é😀\u007f"}', '{"k": "\\u00e9\\ud83d\\ude00\\u007f"}'],
    ['a JSON object with a key twice', '{"a":1,"a":2}', '{"a": 2}'],
    ['a JSON string of base64', '"aGVsbG8="', 'hello'],
    ['a JSON string of JSON', '"{\\"a\\":1}"', '{"a": 1}'],
    ['an event with a body of base64', '{"event":"aGVsbG8="}', 'hello'],
    ['an event with an object', '{"event":{"a":1},"other":2}', '{"a": 1}'],
    ['a request of an API gateway', '{"httpMethod":"POST","body":"aGVsbG8="}', 'hello'],
  ])('takes %s', (_, body, input) => {
    expect(inputOf(body)).toBe(input);
  });

  it.each([
    ['base64 without padding', 'aGVsbG8', 'binascii.Error: Incorrect padding'],
    [
      'one character too many',
      'aGVsb',
      'binascii.Error: Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4',
    ],
    ['plain text', 'hello!', 'binascii.Error'],
    ['a number', '1234', "TypeError: argument of type 'int' is not iterable"],
    ['a number with an exponent', '1.5e1', "TypeError: argument of type 'int' is not iterable"],
    ['a fraction', '1.5', "TypeError: argument of type 'float' is not iterable"],
    ['true', 'true', "TypeError: argument of type 'bool' is not iterable"],
    ['null', 'null', "TypeError: argument of type 'NoneType' is not iterable"],
    ['Infinity', 'Infinity', "TypeError: argument of type 'float' is not iterable"],
    ['an array', '[1,2]', "TypeError: argument of type 'list' is not iterable"],
    ['an event with a number', '{"event":5}', "TypeError: argument of type 'int' is not iterable"],
    ['an event type without payload', '{"event_type":"x"}', "KeyError: 'payload'"],
    ['text outside ASCII', 'grün', 'ValueError: string argument should contain only ASCII characters'],
    ['a byte order mark', '\ufeffaGVsbG8=', 'ValueError: string argument should contain only ASCII characters'],
    ['a data address', 'data:image/png;base64,aGVsbG8=', 'binascii.Error'],
  ])('refuses %s', (_, body, message) => {
    expect(() => inputOf(body)).toThrow(EventBodyError);
    expect(() => inputOf(body)).toThrow(message);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(() => inputOfBody(Uint8Array.of(0xff, 0xd8, 0xff))).toThrow(EventBodyError);
  });

  it('gives back any bytes whose base64 is no scalar of JSON', () => {
    const isScalar = (text: string) => /^(?:(?:0|[1-9]\d*)(?:[eE][+]?\d+)?|true|null|Infinity)$/.test(text);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        fc.pre(!isScalar(text));
        expect(inputOfBody(Buffer.from(text))).toEqual(Buffer.from(bytes));
      }),
    );
  });
});
