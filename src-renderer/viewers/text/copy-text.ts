/**
 * Puts a text on the clipboard, while the user presses a key or a button.
 * By a copy event and not by `navigator.clipboard`: the page has no permissions at all, and needs none for this.
 * @returns whether it is there
 */
export function copyText(text: string): boolean {
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', put);
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', put);
  }
}
