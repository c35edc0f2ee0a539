import encodeQR from 'qr';
import type { QrModules } from '../../core/connection/hand-out';

/** The border of light modules that readers need to find a code on a page. @see ISO/IEC 18004, quiet zone */
const quietModules = 4;

/** A text as a QR code that can still be read with 15 % of it covered. */
export function qrModules(text: string): QrModules {
  return encodeQR(text, 'raw', { ecc: 'medium', border: quietModules });
}
