/** What the letters say: plain text, without a picture or anything that would tell us whether it was opened. */
import type { FeedEntry } from '../core/feed.ts';
import type { LedgerLanguage } from '../core/ledger.ts';
import type { Letter, Mailing } from '../core/mailing.ts';
import type { State } from './state.ts';

const product = { zh: '有事好商量', en: 'Let’s Talk It Over' };

const words = {
  zh: {
    question: (code: string) => `确认订阅：${code}`,
    please: (code: string, page: string) =>
      `有人用这个邮箱订阅了“有事好商量”的公开进展。\n\n如果是您，请在 48 小时内打开\n${page}\n并输入确认码：${code}\n\n如果不是您，不用理会，我们不会再写信。`,
    news: (n: number) => `有 ${n} 件事有了新进展`,
    end: (page: string) => `不想再收到？打开这个链接就退订：\n${page}`,
  },
  en: {
    question: (code: string) => `Confirm your subscription: ${code}`,
    please: (code: string, page: string) =>
      `Somebody asked for public news of “Let’s Talk It Over” to this address.\n\nIf it was you, open within 48 hours\n${page}\nand type the code: ${code}\n\nIf not, do nothing: we will not write again.`,
    news: (n: number) => (n === 1 ? 'News of one matter' : `News of ${n} matters`),
    end: (page: string) => `No more of this? One tap ends it:\n${page}`,
  },
} as const;

const subjectOf = (language: LedgerLanguage, text: string): string => `【${product[language]}】${text}`;

export const mailing = (state: State): Mailing | null => {
  if (state.stage === 'none' || state.stage === 'ended' || state.email === null) return null;
  const { email: address, language } = state;
  if (state.stage === 'asked') return { address, language, confirmed: false, begun: null, told: {} };
  return { address, language, confirmed: true, begun: state.begun?.letter ?? null, told: state.told };
};

const nothing: Letter = { subject: '', text: '', end: '' };

export const question = (state: State, id: string, origin: string): Letter => {
  if (state.stage !== 'asked') return nothing;
  const say = words[state.language];
  const page = `${origin}/public/subscriptions/${id}`;
  return { subject: subjectOf(state.language, say.question(state.code)), text: say.please(state.code, page), end: '' };
};

export const news = (state: State, id: string, entries: readonly FeedEntry[], origin: string): Letter => {
  if (state.stage !== 'confirmed') return nothing;
  const say = words[state.language];
  const end = `${origin}/public/subscriptions/${id}?key=${state.key}`;
  const lines = entries.map(({ title, summary, path }) => `■ ${title}\n${summary}\n${origin}${path}`);
  return { subject: subjectOf(state.language, say.news(entries.length)), text: [...lines, say.end(end)].join('\n\n'), end };
};
