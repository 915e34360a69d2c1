/** Starts the window. */
import './tokens.css';
import './base.css';
import './grid.css';
import './text.css';
import './pane.css';
import './dialogs.css';
import './narrow.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
