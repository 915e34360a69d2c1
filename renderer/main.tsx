/** Starts the window. */
import './tokens.css';
import './base.css';
import './controls.css';
import './frame.css';
import './grid.css';
import './cell.css';
import './explain.css';
import './text.css';
import './fee.css';
import './live.css';
import './stale.css';
import './pane.css';
import './reasons.css';
import './dialogs.css';
import './paste.css';
import './copies.css';
import './screen.css';
import './rollover.css';
import './review.css';
import './start.css';
import './export.css';
import './forced.css';
import './narrow.css';
import { createRoot } from 'react-dom/client';
import { App, begin } from './app.tsx';

const root = document.getElementById('root');
if (root) void begin().then((begun) => createRoot(root).render(<App begun={begun} />));
