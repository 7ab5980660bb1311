import { render } from 'preact';
import { localizeDocument, t } from '../ui/t.ts';
import { App } from './app.tsx';

localizeDocument(t('options_title'));
const root = document.getElementById('options');
if (root) {
  root.removeAttribute('aria-busy');
  render(<App />, root);
}
