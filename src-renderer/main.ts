import { mount } from 'svelte';
import App from './App.svelte';
import { connectedOscar } from './api';
import { useLanguage } from './i18n/locale.svelte';
import './styles/tokens.css';
import './styles/base.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element to mount the window on');

useLanguage(navigator.language);
mount(App, { target, props: { oscar: connectedOscar() } });
