import { MediaQuery } from 'svelte/reactivity';

/** Whether the theme is dark now; a canvas has to be drawn again when that changes. */
export const prefersDark = new MediaQuery('prefers-color-scheme: dark');
