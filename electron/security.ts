/** Closes every way out of the window: the web, other windows, other pages, permissions, downloads, foreign senders. */
import { app, type IpcMainInvokeEvent, type Session, type WebContents } from 'electron';
import { ORIGIN, PREVIEW } from './protocol.ts';

/** Before the app is ready. */
export function hardenProcesses(): void {
  // No name and no address leads anywhere: below whatever a page may find to open a connection with.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  // enableSandbox() takes --no-sandbox away from the child processes, and they then die one after the other for root.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  preventDefault(): void;
}

/** No page ever goes anywhere, but may load itself anew; only the preview's frame loads its own page. */
function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // A call to another computer goes past the filter of requests.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  const isAnew = (url: string): boolean => url === `${ORIGIN}/index.html` && url === contents.getURL();
  contents.on('will-navigate', (event) => !isAnew(event.url) && event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event: Navigation) => {
    if (event.isMainFrame ? !isAnew(event.url) : event.url !== PREVIEW) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Every scheme that leads out of the program. */
const OUTSIDE = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*'];

export function hardenSession(session: Session): void {
  // Both: with the first alone a dictionary is fetched from the web at every start.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('will-download', (event) => event.preventDefault());
  // Named one by one, so that the window's own files do not wait for an answer.
  session.webRequest.onBeforeRequest({ urls: OUTSIDE }, (_details, answer) => answer({ cancel: true }));
}

/** Only the page of our own window may ask, and no frame in it. */
export function checkSender({ senderFrame }: IpcMainInvokeEvent, contents: WebContents): void {
  if (!senderFrame || senderFrame !== contents.mainFrame) throw new Error('refused: sender');
  if (!senderFrame.url.startsWith(`${ORIGIN}/`)) throw new Error('refused: origin');
}
