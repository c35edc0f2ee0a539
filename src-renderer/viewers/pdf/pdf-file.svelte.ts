import '../../until-electron-25-goes';
import {
  getDocument,
  GlobalWorkerOptions,
  PDFDataRangeTransport,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextItem } from 'pdfjs-dist/types/src/display/api';
import { BuiltInFiles, decoderFolder, startPdfWorker } from './pdf-assets';
import { pageText, type PageText, type PdfRun } from './pdf-text';
import { fetchRange } from '../text/text-pages.svelte';
import type { Size } from '../picture/zoom.svelte';

/** How much of a file is fetched at a time, in bytes. */
const rangeBytes = 256 * 1024;

/** A PDF file, of which only the visible pages are fetched and drawn. Its scripts, links and forms are inactive. */
export class PdfFile {
  pageCount = $state(0);
  /** Size of the first page, in points of 1/72 inch; assumed for the others until they are drawn. */
  firstPageSize = $state.raw<Size>();
  /** Why it can't be shown. */
  problem = $state<'broken' | 'locked'>();

  readonly #worker = startPdfWorker();
  readonly #closing = new AbortController();
  readonly #task: PDFDocumentLoadingTask;
  #document: PDFDocumentProxy | undefined;

  constructor(url: string, sizeBytes: number) {
    const transport = new RangeTransport(url, sizeBytes, this.#closing.signal, () => (this.problem = 'broken'));
    // pdf.js takes this worker for the next call. Each file has its own worker, which ends with it.
    GlobalWorkerOptions.workerPort = this.#worker;
    this.#task = getDocument({
      range: transport,
      rangeChunkSize: rangeBytes,
      disableAutoFetch: true,
      disableStream: true,
      enableXfa: false,
      BinaryDataFactory: BuiltInFiles,
      // The page may not compile WebAssembly: the same decoders in JavaScript.
      useWasm: false,
      wasmUrl: decoderFolder,
      useWorkerFetch: false,
      // Fonts of this computer have different widths from the fonts for which a page was laid out.
      useSystemFonts: false,
      verbosity: 0,
    });
  }

  /** Reads the file's list of pages. */
  async open(): Promise<void> {
    try {
      const document = await this.#task.promise;
      const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
      this.#document = document;
      this.firstPageSize = { width, height };
      this.pageCount = document.numPages;
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      this.problem = error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken';
    }
  }

  /** One page, counted from 1. @throws Error when it is damaged */
  async page(number: number): Promise<PDFPageProxy> {
    if (!this.#document) throw new Error('not open');
    return this.#document.getPage(number);
  }

  /** The text of one page, counted from 1. @throws Error when it is damaged */
  async text(number: number): Promise<PageText> {
    const { items } = await (await this.page(number)).getTextContent();
    return pageText(items.flatMap((item) => ('str' in item ? [runOf(item)] : [])));
  }

  /** Releases its resources. */
  close(): void {
    this.#closing.abort();
    void this.#task.destroy().finally(() => this.#worker.terminate());
  }
}

function runOf({ str, transform, width, height, hasEOL }: TextItem): PdfRun {
  return { text: str, transform: transform.map(Number), width, height, endsLine: hasEOL };
}

/** Fetches ranges of a file, as pdf.js asks for them. */
class RangeTransport extends PDFDataRangeTransport {
  constructor(
    private readonly url: string,
    private readonly sizeBytes: number,
    private readonly signal: AbortSignal,
    private readonly onfail: () => void,
  ) {
    super(sizeBytes, null);
  }

  override requestDataRange(begin: number, end: number): void {
    fetchRange(this.url, begin, Math.min(end, this.sizeBytes), this.signal).then(
      (bytes) => this.onDataRange(begin, bytes),
      () => {
        if (!this.signal.aborted) this.onfail();
      },
    );
  }
}
