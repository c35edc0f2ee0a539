import * as v from 'valibot';
import { AppError } from '../ground/error';
import { escapedMarkup } from '../ground/markup';
import { looksSecret } from './connection-file';

const words = (longest: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(longest));

/** What a page for pupils says, in the language of the window. The address is added by the program. */
export const handOutSchema = v.strictObject({
  language: v.picklist(['en', 'es']),
  title: words(200),
  addressLabel: words(200),
  /** What to do, in order. */
  steps: v.pipe(v.array(words(500)), v.minLength(1), v.maxLength(20), v.readonly()),
  servicesLabel: words(200),
  services: v.pipe(
    v.array(v.strictObject({ title: words(200), purpose: v.exactOptional(words(300)) })),
    v.maxLength(100),
    v.readonly(),
  ),
  /** A remark at the end. */
  remark: words(500),
});

/** What a page for pupils says, in the language of the window. */
export type HandOut = v.InferOutput<typeof handOutSchema>;

/** A square of light and dark modules, row by row; `true` is dark. */
export type QrModules = readonly (readonly boolean[])[];

/**
 * A page for pupils as HTML without scripts: the address as text and as a QR code, and the steps. It never holds a token.
 * @throws AppError `connection-file-refused` if anything in it looks like a token, a password or a key
 */
export function handOutPage(handOut: HandOut, address: string, modules: QrModules): string {
  const { language, title, addressLabel, steps, servicesLabel, services, remark } = handOut;
  const all = [title, addressLabel, address, ...steps, servicesLabel, remark];
  if ([...all, ...services.flatMap((one) => [one.title, one.purpose ?? ''])].some(looksSecret))
    throw new AppError({ code: 'connection-file-refused', file: title, problem: 'secret' });
  const listed = services.map(
    (one) =>
      `<li><b>${escapedMarkup(one.title)}</b>${one.purpose === undefined ? '' : ` ${escapedMarkup(one.purpose)}`}</li>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapedMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapedMarkup(title)}</h1>
<section class="address">${qrDrawing(modules)}<p>${escapedMarkup(addressLabel)}<br><b>${escapedMarkup(address)}</b></p></section>
<ol>${steps.map((step) => `<li>${escapedMarkup(step)}</li>`).join('')}</ol>
${listed.length > 0 ? `<h2>${escapedMarkup(servicesLabel)}</h2><ul>${listed.join('')}</ul>` : ''}
<p class="remark">${escapedMarkup(remark)}</p>
</body>
</html>
`;
}

const style = `
@page { size: A4; margin: 20mm; }
:root { color-scheme: light; }
body { margin: 0; color: #111; background: #fff; font: 12pt/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 22pt; line-height: 1.2; margin: 0 0 8mm; }
h2 { font-size: 14pt; margin: 8mm 0 2mm; }
.address { display: flex; align-items: center; gap: 8mm; }
.address svg { flex: none; width: 42mm; height: 42mm; }
.address b { font-size: 14pt; }
li { margin: 0 0 2mm; break-inside: avoid; }
.remark { margin-top: 8mm; color: #444; font-size: 10pt; }
`;

/** One path, so that no seams show between modules on paper. */
function qrDrawing(modules: QrModules): string {
  const path = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return `<svg viewBox="0 0 ${modules.length} ${modules.length}" shape-rendering="crispEdges" aria-hidden="true"><path d="${path}"/></svg>`;
}
