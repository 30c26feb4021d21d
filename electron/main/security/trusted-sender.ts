import { isAppUrl } from './app-origin.ts';

/** Who sent a message, as Electron tells it. */
export interface Sender {
  /** The message came from the contents of the app's one window. */
  readonly isOurWindow: boolean;
  /** It came from the top of the page, not from a frame inside it. */
  readonly isMainFrame: boolean;
  /** Address of the frame; empty when the frame is gone already. */
  readonly url: string;
}

/**
 * Whether a message may be acted on. A frame or a foreign page that got hold of the channel must not speak for the user: the
 * files they opened are within its reach.
 */
export function isTrustedSender(sender: Sender, developmentUrl: string | null): boolean {
  return sender.isOurWindow && sender.isMainFrame && isAppUrl(sender.url, developmentUrl);
}
