import decodeQR from 'qr/decode.js';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { qrModules } from '../../../../src-main/adapters/connection/qr-code';
import { handOutPage, handOutSchema, type HandOut } from '../../../../src-main/core/connection/hand-out';

const handOut: HandOut = {
  language: 'es',
  title: 'Conectar con <Plantas & cía>',
  addressLabel: 'Dirección',
  steps: ['Abre "OSCAR Desktop".', 'Pulsa Conectar.'],
  servicesLabel: 'Qué puedes ejecutar',
  services: [{ title: 'Hojas', purpose: "Dice de qué planta es la hoja, 'rápido'" }, { title: 'Aves' }],
  remark: 'Tu token es solo tuyo.',
};
const address = 'https://oscar.example.org/lab';

/** Draws modules as a picture, each of them a few pixels wide. */
function drawn(modules: ReturnType<typeof qrModules>) {
  const scale = 4;
  const side = modules.length * scale;
  const data = new Uint8Array(side * side * 4).fill(255);
  modules.forEach((row, y) =>
    row.forEach((isDark, x) => {
      if (!isDark) return;
      for (let pixel = 0; pixel < scale * scale; pixel += 1) {
        const at = (y * scale + Math.floor(pixel / scale)) * side + x * scale + (pixel % scale);
        data.fill(0, at * 4, at * 4 + 3);
      }
    }),
  );
  return { width: side, height: side, data };
}

describe('the page for pupils', () => {
  it('has the address, the steps and the services as text that is no markup, and loads nothing', () => {
    const page = handOutPage(handOut, address, qrModules(address));
    expect(page).toContain('<html lang="es">');
    expect(page).toContain('Conectar con &lt;Plantas &amp; cía&gt;');
    expect(page).toContain('<li>Abre &quot;OSCAR Desktop&quot;.</li><li>Pulsa Conectar.</li>');
    expect(page).toContain('<li><b>Aves</b></li>');
    expect(page).toContain(address);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|\ssrc=|\shref=|url\(/i);
  });

  it.each([
    ['a service token', 'f'.repeat(64)],
    ['a web token', 'eyJhbGciOiJ.eyJzdWIi.x'],
    ['an address with a password', 'https://ana:pw@oscar.example.org'],
  ])('never holds %s', (_, secret) => {
    expect(() => handOutPage({ ...handOut, steps: [`Type ${secret}`] }, address, [])).toThrow(
      expect.objectContaining({ info: { code: 'connection-file-refused', file: handOut.title, problem: 'secret' } }),
    );
    expect(() => handOutPage({ ...handOut, services: [{ title: 'a', purpose: secret }] }, address, [])).toThrow();
  });

  it('is of words of the window alone', () => {
    expect(v.is(handOutSchema, handOut)).toBe(true);
    expect(v.is(handOutSchema, { ...handOut, address: 'https://elsewhere.example' })).toBe(false);
    expect(v.is(handOutSchema, { ...handOut, steps: [] })).toBe(false);
    expect(v.is(handOutSchema, { ...handOut, language: '"><script>' })).toBe(false);
  });
});

it.each([address, 'https://ñandú.example/ruta', `https://oscar.example.org/${'long/'.repeat(60)}`])(
  'the code of %s is read as it is',
  (text) => {
    expect(decodeQR(drawn(qrModules(text)))).toBe(text);
  },
);
