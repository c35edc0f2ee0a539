import type { BatchCounts } from '../core/batch/batch';
import type { Settings } from '../core/app/settings';

/**
 * What the main process itself says: the menus, the lines of them that Electron's roles are, and notices of the system.
 * The page says what its commands are called.
 */
export interface MenuWords {
  readonly file: string;
  readonly edit: string;
  readonly run: string;
  readonly view: string;
  readonly window: string;
  readonly help: string;
  readonly roles: Readonly<Record<MenuRole, string>>;
  readonly notice: NoticeWords;
}

/** How the end of a list of files is told. */
export interface NoticeWords {
  done(files: number): string;
  /** Of files whose results were there already. */
  skipped(files: number): string;
  needAttention(files: number): string;
}

/** A role of Electron's that the menu has an item for. */
export type MenuRole =
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'quit'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'minimize'
  | 'close';

const words = {
  en: {
    file: 'File',
    edit: 'Edit',
    run: 'Run',
    view: 'View',
    window: 'Window',
    help: 'Help',
    roles: {
      hide: 'Hide OSCAR Desktop',
      hideOthers: 'Hide others',
      unhide: 'Show all',
      quit: 'Quit OSCAR Desktop',
      undo: 'Undo',
      redo: 'Redo',
      cut: 'Cut',
      copy: 'Copy',
      paste: 'Paste',
      selectAll: 'Select all',
      resetZoom: 'Actual size',
      zoomIn: 'Zoom in',
      zoomOut: 'Zoom out',
      togglefullscreen: 'Full screen',
      minimize: 'Minimise',
      close: 'Close window',
    },
    notice: {
      done: (files) => (files === 1 ? '1 file is done' : `${files.toLocaleString('en')} files are done`),
      skipped: (files) =>
        files === 1 ? '1 result was there already' : `${files.toLocaleString('en')} results were there already`,
      needAttention: (files) =>
        files === 1 ? '1 file needs attention' : `${files.toLocaleString('en')} files need attention`,
    },
  },
  es: {
    file: 'Archivo',
    edit: 'Edición',
    run: 'Ejecutar',
    view: 'Ver',
    window: 'Ventana',
    help: 'Ayuda',
    roles: {
      hide: 'Ocultar OSCAR Desktop',
      hideOthers: 'Ocultar los demás',
      unhide: 'Mostrar todo',
      quit: 'Salir de OSCAR Desktop',
      undo: 'Deshacer',
      redo: 'Rehacer',
      cut: 'Cortar',
      copy: 'Copiar',
      paste: 'Pegar',
      selectAll: 'Seleccionar todo',
      resetZoom: 'Tamaño real',
      zoomIn: 'Ampliar',
      zoomOut: 'Reducir',
      togglefullscreen: 'Pantalla completa',
      minimize: 'Minimizar',
      close: 'Cerrar la ventana',
    },
    notice: {
      done: (files) => (files === 1 ? '1 archivo hecho' : `${files.toLocaleString('es')} archivos hechos`),
      skipped: (files) =>
        files === 1 ? '1 resultado ya estaba' : `${files.toLocaleString('es')} resultados ya estaban`,
      needAttention: (files) =>
        files === 1 ? '1 archivo por revisar' : `${files.toLocaleString('es')} archivos por revisar`,
    },
  },
} as const satisfies Record<string, MenuWords>;

/**
 * The words of the menu in the language of the settings.
 * @param systemLanguage of the computer, as a BCP 47 tag
 */
export function menuWords(choice: Settings['language'], systemLanguage: string): MenuWords {
  const language = choice === 'system' ? systemLanguage.split('-', 1)[0]?.toLowerCase() : choice;
  return language === 'es' ? words.es : words.en;
}

/** How a list of files ended, a line for each thing that can be said. */
export function noticeLines(
  words: NoticeWords,
  counts: Pick<BatchCounts, 'done' | 'skipped' | 'needs-attention'>,
): readonly string[] {
  const { done, skipped, 'needs-attention': attention } = counts;
  const lines = [
    ...(skipped > 0 ? [words.skipped(skipped)] : []),
    ...(attention > 0 ? [words.needAttention(attention)] : []),
  ];
  // “0 files are done” is said only where there is nothing else to say.
  return done > 0 || lines.length === 0 ? [words.done(done), ...lines] : lines;
}
