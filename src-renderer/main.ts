import { mount } from 'svelte';
import App from './App.svelte';
import { connectedOscar } from './api';
import { applyAppearance } from './shell/appearance';
import { afterFirstFrame } from './first-frame';
import './styles/tokens.css';
import './styles/base.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element to mount the window on');

const oscar = connectedOscar();
// Before the first frame, so that no text appears in another language first.
const settings = await oscar.getSettings();
applyAppearance(settings.ok ? settings.value : { language: 'system', theme: 'system' });
mount(App, { target, props: { oscar: afterFirstFrame(oscar) } });
