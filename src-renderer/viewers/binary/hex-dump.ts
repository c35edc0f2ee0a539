const rowBytes = 16;

/**
 * A hex dump: in each row the offset of its first byte, 16 bytes, and their ASCII characters.
 * @param start place of the first byte in the whole
 */
export function hexDump(bytes: Uint8Array, start: number): string {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += rowBytes) {
    const row = [...bytes.subarray(at, at + rowBytes)];
    const hex = row.map((byte, index) => (index === 8 ? ' ' : '') + byte.toString(16).padStart(2, '0')).join(' ');
    const letters = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    rows.push(`${(start + at).toString(16).padStart(8, '0')}  ${hex.padEnd(rowBytes * 3)}  ${letters}`);
  }
  return rows.join('\n');
}

/** The header of a NumPy file. */
export interface NumpyHeader {
  /** Length of each dimension; none for a single value. */
  readonly shape: readonly number[];
  /** Type of the values by NumPy's name, such as `float64`; as it is written where it has no such name. */
  readonly type: string;
  /** Whether it is stored column by column. */
  readonly isFortranOrder: boolean;
}

const numpyKinds: Readonly<Record<string, string>> = { f: 'float', i: 'int', u: 'uint', c: 'complex' };

/**
 * Reads the head of a `.npy` file; `undefined` for any other file.
 * @param start the first bytes, a few hundred of them
 * @see the NumPy documentation, numpy.lib.format
 */
export function numpyHeader(start: Uint8Array): NumpyHeader | undefined {
  const text = Array.from(start.subarray(0, 4096), (byte) => String.fromCharCode(byte)).join('');
  if (!text.startsWith('\x93NUMPY')) return undefined;
  const shape = /'shape':\s*\(([\d\s,]*)\)/.exec(text)?.[1];
  const type = /'descr':\s*'([^']+)'/.exec(text)?.[1];
  if (shape === undefined || type === undefined) return undefined;
  return {
    shape: shape
      .split(',')
      .filter((length) => length.trim() !== '')
      .map(Number),
    type: numpyType(type),
    isFortranOrder: /'fortran_order':\s*True/.test(text),
  };
}

function numpyType(written: string): string {
  const [, kind = '', size = ''] = /^[<>|=]?([a-zA-Z])(\d+)$/.exec(written) ?? [];
  if (kind === 'b') return 'bool';
  const name = numpyKinds[kind];
  return name === undefined ? written : `${name}${Number(size) * 8}`;
}
