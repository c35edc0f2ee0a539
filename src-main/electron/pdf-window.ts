import { BrowserWindow, session } from 'electron';

/**
 * Prints a page as PDF, A4. The page is drawn in a hidden window without scripts, in a session of its own that loads nothing but
 * the page.
 * @param html the whole page
 */
export async function printToPdf(html: string): Promise<Uint8Array> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: closedSession(), sandbox: true, javascript: false, spellcheck: false },
  });
  try {
    window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`);
    return await window.webContents.printToPDF({ pageSize: 'A4', preferCSSPageSize: true, generateTaggedPDF: true });
  } finally {
    window.destroy();
  }
}

/** A session that can load only the page itself, and gets no permissions. */
function closedSession(): Electron.Session {
  const closed = session.fromPartition('pdf', { cache: false });
  closed.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !url.startsWith('data:') }));
  closed.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  closed.setPermissionCheckHandler(() => false);
  return closed;
}
