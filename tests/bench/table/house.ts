/** A house of its own with one open session, whose suggestion list is as long as wanted; and people who write in it over real sockets. */
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { emptyResponsibility, responsibilityTexts } from '#shared/checklists/responsibility.ts';
import { emptySuggestion, suggestionTexts } from '#shared/checklists/suggestion.ts';
import { roots } from '#shared/core/document.ts';
import type { DocumentName } from '#shared/core/kind.ts';
import { openedForQuestions, type Prepared } from '#tests/journeys/preparation.ts';
import { startServer, temporaryFolder, type RunningServer } from '#tests/running/server.ts';

const patience = 30_000;

export interface House extends Prepared {
  readonly server: RunningServer;
  close(): Promise<void>;
}

/** Somebody at a socket: the document, its rows, and the cursor the others see. */
export interface Writer {
  readonly doc: Y.Doc;
  readonly rows: Y.Map<Y.Map<unknown>>;
  readonly provider: WebsocketProvider;
  leave(): void;
}

export const openHouse = async (): Promise<House> => {
  const folder = temporaryFolder();
  const server = await startServer({ DATA_FOLDER: folder.path });
  const prepared = await openedForQuestions(server.origin, server.invitation ?? '');
  return {
    ...prepared,
    server,
    close: async () => {
      await server.kill('SIGTERM');
      folder.remove();
    },
  };
};

/** Resolves once everything the server has is there. */
export const sitDown = async ({ server, host }: House, name: DocumentName): Promise<Writer> => {
  class WithCookie extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie: host.cookie } });
    }
  }
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${server.origin.replace(/^http/, 'ws')}/documents`, name, doc, {
    disableBc: true,
    WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
  });
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${name} was not told in time`)), patience);
    provider.once('sync', () => (clearTimeout(late), resolve()));
  });
  return {
    doc,
    provider,
    rows: doc.getMap<Y.Map<unknown>>(roots.rows),
    leave: () => {
      provider.destroy();
      doc.destroy();
    },
  };
};

const place = (n: number): string => `i${String(n).padStart(5, '0')}`;
const sentence = '六层楼没有电梯，老人下楼难，夏天送一次饭要歇三回，去年冬天摔过两位。';

const rowOf = (cells: Readonly<Record<string, unknown>>, texts: Readonly<Record<string, string>>): Y.Map<unknown> => {
  const row = new Y.Map<unknown>();
  for (const [name, cell] of Object.entries(cells)) row.set(name, cell);
  for (const [name, text] of Object.entries(texts)) row.set(name, new Y.Text(text));
  return row;
};

const suggestionRow = (n: number): Y.Map<unknown> => {
  const texts = { problem: `${n + 1} 号楼：${sentence}`, suggestion: `请在 ${n + 1} 号楼年内完成两个单元的加装。`, minority: '' };
  const cells = { topic: '三号楼楼道灯坏了半年没人修', department: n % 3 === 0 ? null : 'housing', support: n % 20, reserve: 1, oppose: 0 };
  return rowOf({ ...emptySuggestion(place(n)), ...cells }, { ...Object.fromEntries(suggestionTexts.map((name) => [name, ''])), ...texts });
};

const responsibilityRow = (n: number): Y.Map<unknown> => {
  const texts = { title: `${n + 1} 号楼加装电梯`, task: `完成 ${n + 1} 号楼的设计、公示和安装。`, criterion: '通过验收并投入使用。' };
  const cells = { suggestions: [`s${n}`], lead: 'housing', due: '2027-06-30' };
  return rowOf(
    { ...emptyResponsibility(place(n)), ...cells },
    { ...Object.fromEntries(responsibilityTexts.map((name) => [name, ''])), ...texts },
  );
};

/** Fills one list with rows `s0`, `s1` … or `r0`, `r1` …, and waits until the server has them. */
export const fillList = async (house: House, list: 'suggestions' | 'responsibilities', rows: number): Promise<void> => {
  const writer = await sitDown(house, `checklists/${house.session}/${list}`);
  for (let from = 0; from < rows; from += 50)
    writer.doc.transact(() => {
      for (let n = from; n < Math.min(rows, from + 50); n += 1)
        if (list === 'suggestions') writer.rows.set(`s${n}`, suggestionRow(n));
        else writer.rows.set(`r${n}`, responsibilityRow(n));
    });
  for (let had = -1; had !== rows;) {
    const reader = await sitDown(house, `checklists/${house.session}/${list}`);
    had = reader.rows.size;
    reader.leave();
  }
  writer.leave();
};

/** `count` people who each type one character somewhere in their row `perSecond` times a second, with their cursor in it; the result ends them. */
export const startWriting = async (house: House, count: number, perSecond: number): Promise<() => { readonly edits: number }> => {
  const writers = await Promise.all(Array.from({ length: count }, () => sitDown(house, `checklists/${house.session}/suggestions`)));
  let edits = 0;
  const timers = writers.map(({ doc, rows, provider }, n) => {
    // Half of them in the rows on the screen, the others further down.
    const row = `s${n % 2 === 0 ? n / 2 : n * 20}`;
    return setInterval(
      () => {
        const text = rows.get(row)?.get('suggestion');
        if (!(text instanceof Y.Text)) return;
        text.insert(text.length, '写');
        edits += 1;
        const at: unknown = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, text.length));
        provider.awareness.setLocalState({ person: `w${n}`, name: `同伴${n}`, at: { row, field: 'suggestion', from: at, to: at } });
        if (text.length > 200) doc.transact(() => text.delete(60, text.length - 60));
      },
      1000 / perSecond + n,
    );
  });
  return () => {
    for (const timer of timers) clearInterval(timer);
    for (const writer of writers) writer.leave();
    return { edits };
  };
};
