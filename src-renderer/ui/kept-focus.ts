/**
 * Keeps the focus in the window. Where the element that has it is removed, browsers leave it on the page itself, where
 * keys and screen readers find nothing. Here it goes to the region around that element or, if the whole view has gone,
 * to the region of the same name, else to the element marked `data-landing`, of the view that took its place.
 *
 * @returns a function that ends it
 */
export function keepFocus(page: Document): () => void {
  /** The element that had the focus last, and all elements around it, from the inside to the outside. */
  let path: readonly Element[] = [];
  /** The `id` of the region that had it last, which is the same in all views that have such a region. */
  let region: string | undefined;

  function remember({ target }: FocusEvent): void {
    const around: Element[] = [];
    for (let one = target instanceof Element ? target : null; one; one = one.parentElement) around.push(one);
    path = around;
    region = around.find((element) => element.matches('[data-region]'))?.id ?? region;
  }

  const observer = new MutationObserver(() => {
    const isLost = page.activeElement === null || page.activeElement === page.body;
    if (!isLost || path[0] === undefined || path[0].isConnected) return;
    const around = path.find((element) => element.isConnected);
    const surrounding = around?.closest<HTMLElement>('[data-region], main section[tabindex="-1"]');
    const again = region === undefined ? null : page.getElementById(region);
    (surrounding ?? again ?? page.querySelector<HTMLElement>('[data-landing]'))?.focus({ preventScroll: true });
  });

  page.addEventListener('focusin', remember);
  observer.observe(page.body, { childList: true, subtree: true });
  return () => {
    page.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}
