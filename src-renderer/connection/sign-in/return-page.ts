import type { ReturnPage } from '../../../src-main/core/sign-in/progress';
import { locale, m } from '../../i18n/locale.svelte';

/** What the page in the browser says at the end. */
export function returnPage(): ReturnPage {
  return { language: locale(), ...m().signIn.institute.page };
}
