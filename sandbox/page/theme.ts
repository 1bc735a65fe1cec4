import { effect, signal } from '@preact/signals';

export type Theme = 'auto' | 'light' | 'dark';
const key = 'roq-sandbox-theme';

export const theme = signal<Theme>((localStorage.getItem(key) as Theme | null) ?? 'auto');

effect(() => {
  localStorage.setItem(key, theme.value);
  document.documentElement.dataset.theme = theme.value;
});
