/** Letters by SMTP. */
import { createTransport } from 'nodemailer';

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same however often the same letter goes: whoever gets it twice can see it. */
  readonly id: string;
  /** Address where the reader ends it; '' = none. */
  readonly end: string;
}

/** Rejects with the reason; `responseCode` from 500 on means never. */
export interface MailPost {
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** Of one letter, in milliseconds. */
const longest = 20_000;

/** `url`: `smtps://user:password@host`; `from`: an address, also with a name. */
export const openMailPost = (url: string, from: string): MailPost => {
  const times = { connectionTimeout: longest, greetingTimeout: longest, socketTimeout: longest };
  const transport = createTransport({ url, pool: true, maxConnections: 3, ...times, disableFileAccess: true, disableUrlAccess: true });
  const host = /@([^\s>]+)>?$/u.exec(from)?.[1] ?? 'localhost';
  return {
    send: async ({ to, subject, text, id, end }) => {
      const headers = { 'Auto-Submitted': 'auto-generated', ...(end === '' ? {} : { 'List-Unsubscribe': `<${end}>` }) };
      await transport.sendMail({ from, to, subject, text, messageId: `<${id}@${host}>`, headers });
    },
    close: () => transport.close(),
  };
};
