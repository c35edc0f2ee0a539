import { describe, expect, it } from 'vitest';
import { isSafeSvg } from '../../../../src-main/core/answer/svg-check';

const svg = (content: string, attributes = 'width="80" height="60"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`;
const rect = '<rect width="8" height="6"/>';

/** Groups of which each draws the one before several times. */
function nested(levels: number, use: (id: string) => string): string {
  const groups = Array.from(
    { length: levels },
    (_, level) => `<g id="g${level + 1}">${use(`g${level}`).repeat(8)}</g>`,
  );
  return svg(`<defs><g id="g0">${rect}</g>${groups.join('')}</defs>${use(`g${levels}`)}`);
}

describe('drawings that are drawn', () => {
  it.each([
    ['a shape', svg(rect)],
    ['thousands of shapes', svg(rect.repeat(20_000))],
    ['a shape used often', svg(`<defs><g id="a">${rect}</g></defs>${'<use href="#a"/>'.repeat(5_000)}`)],
    [
      'a gradient of a style sheet',
      svg(`<style>.a{fill:url(#b)}</style><linearGradient id="b"><stop/></linearGradient>${rect.repeat(900)}`),
    ],
    [
      'an arrow head',
      svg(`<marker id="m"><path d="M0 0L1 1z"/></marker>${'<path d="M0 0L9 9" marker-end="url(#m)"/>'.repeat(200)}`),
    ],
    [
      'a shadow',
      svg(`<filter id="f"><feGaussianBlur stdDeviation="3"/></filter>${'<rect filter="url(#f)"/>'.repeat(50)}`),
    ],
    ['a document type without entities', `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b">${svg(rect)}`],
    [
      'the addresses that Illustrator names',
      `<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator: Adobe Illustrator -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [\n\t<!ENTITY ns_svg "http://www.w3.org/2000/svg">\n\t<!ENTITY ns_xlink 'http://www.w3.org/1999/xlink'>\n\t<!ENTITY st0 "fill:url(#a);stroke:#000;">\n]>\n<svg xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;" width="80" height="60"><linearGradient id="a"/><rect style="&st0;"/></svg>`,
    ],
    ['a photo within', svg('<image href="data:image/png;base64,AAAA"/>')],
    ['something that moves', svg('<rect><animate attributeName="x" values="0;9" dur="1s"/></rect>')],
    ['a reference to nothing', svg('<use href="#none"/>')],
  ])('%s', (_, text) => {
    expect(isSafeSvg(text)).toBe(true);
  });
});

const declared = (declarations: string, content: string) => `<!DOCTYPE svg [${declarations}]>${svg(content)}`;

const hostileEntities: readonly (readonly [string, string])[] = [
  ['texts of texts', declared('<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">', '<text>&b;</text>')],
  ['texts with texts that come later', declared('<!ENTITY b "&a;&a;"><!ENTITY a "aaaa">', '<text>&b;</text>')],
  ['a long text, often', declared(`<!ENTITY a "${'a'.repeat(9_000)}">`, `<text>${'&a;'.repeat(1_000)}</text>`)],
  ['elements in a text', declared('<!ENTITY a "<g/>">', '&a;')],
  ['elements in a text, by number', declared('<!ENTITY a "&#60;g/>">', '&a;')],
  ['texts of other files', declared('<!ENTITY a SYSTEM "file:///etc/passwd">', '<text>&a;</text>')],
  ['declarations in a text', declared(`<!ENTITY % a "<!ENTITY b 'c'>">%a;`, '<text>&b;</text>')],
  ['attributes without a tag', declared('<!ATTLIST rect fill CDATA "url(#p)">', rect)],
  ['another meaning of a known name', declared('<!ENTITY lt "url(#p)">', rect)],
  ['very many texts', declared(Array.from({ length: 101 }, (_, at) => `<!ENTITY e${at} "a">`).join(''), rect)],
  ['declarations without an end', '<!DOCTYPE svg [<!ENTITY a "a">'],
];

describe('drawings that are shown as text', () => {
  const endless = (times: number) =>
    `<defs><pattern id="p0">${rect}</pattern>${Array.from({ length: times }, (_, level) => `<pattern id="p${level + 1}">${`<rect fill="url(#p${level})"/>`.repeat(9)}</pattern>`).join('')}</defs>`;

  it.each<readonly [string, string]>([
    ['nested uses', nested(7, (id) => `<use href="#${id}"/>`)],
    ['nested uses in the older way', nested(7, (id) => `<use xlink:href="#${id}"/>`)],
    ['nested uses by the address of the drawing itself', nested(7, (id) => `<use href="payload#${id}"/>`)],
    ['nested uses whose references are written by number', nested(7, (id) => `<use href="&#35;${id}"/>`)],
    ['nested uses with a prefix', nested(7, (id) => `<s:use href="#${id}"/>`)],
    ['nested patterns', svg(`${endless(7)}<rect fill="url(#p7)"/>`)],
    [
      'nested patterns of a style',
      svg(`${endless(7).replaceAll(/fill="(url\(#p\d\))"/g, 'style="fill:$1"')}<rect style="fill:url('#p7')"/>`),
    ],
    ['nested patterns of a style sheet', svg(`${endless(6)}<style>rect{fill:url(#p6)}</style>${rect}`)],
    [
      'nested patterns whose references are texts of a name',
      `<!DOCTYPE svg [<!ENTITY r "url(#p7)">]>${svg(`${endless(7)}<rect style="fill:&r;"/>`)}`,
    ],
    [
      'nested uses by a text of a name',
      `<!DOCTYPE svg [<!ENTITY h '#g7'>]>${nested(7, (id) => `<use href="#${id}"/>`).replace('<use href="#g7"/>', '<use href="&h;"/>')}`,
    ],
    ['a style sheet that hides what it says', svg(`<style>rect{fill:u\\72l(#p)}</style>${rect}`)],
    ['a use of itself', svg('<g id="a"><use href="#a"/><use href="#a"/></g>')],
    ...hostileEntities,
    [
      'markers at every corner',
      svg(`<marker id="m">${rect.repeat(500)}</marker><path marker-mid="url(#m)" d="${'L1 1'.repeat(2_000)}"/>`),
    ],
    [
      'markers of a group',
      svg(`<marker id="m">${rect.repeat(500)}</marker><g marker-mid="url(#m)"><path d="${'L1 1'.repeat(2_000)}"/></g>`),
    ],
    [
      'many filters',
      svg(`<filter id="f">${'<feTurbulence/>'.repeat(200)}</filter>${'<rect filter="url(#f)"/>'.repeat(20)}`),
    ],
    [
      'a filter with much to do',
      svg('<filter id="f"><feTurbulence numOctaves="9999"/></filter><rect filter="url(#f)"/>'),
    ],
    ['a page within', svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>')],
    ['a drawing within', svg('<image href="data:image/svg+xml;base64,AAAA"/>')],
    ['a huge side', svg(rect, 'width="99999999" height="60"')],
    ['a huge side in other units', svg(rect, 'width="9000cm" height="60"')],
    ['too many elements', svg('<g/>'.repeat(100_001))],
    ['too many levels', svg('<g>'.repeat(5_000))],
    ['too many bytes', svg(' '.repeat(9 * 1024 ** 2))],
    ['much that moves', svg('<rect><animate attributeName="x"/></rect>'.repeat(200))],
    ['a use that changes', svg('<use href="#a"><animate attributeName="href" values="#a;#b"/></use>')],
    ['no XML', svg('<rect width=8>')],
  ])('%s', (_, text) => {
    const startedAt = performance.now();
    expect(isSafeSvg(text)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
