import { MediaQuery } from 'svelte/reactivity';

/** Whether the window is dark now; what is drawn on a canvas has to be drawn anew when that changes. */
export const prefersDark = new MediaQuery('prefers-color-scheme: dark');
