import { render } from 'preact';
import { App } from './app.tsx';
import { loadEmoji } from './emoji.ts';
import { goLive } from './live.ts';
import './theme.ts';

const root = document.getElementById('page');
if (root) render(<App />, root);
goLive();
void loadEmoji();
