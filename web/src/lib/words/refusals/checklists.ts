import type { RefusalCode } from '#shared/checklists/state.ts';
import { refusalsOf } from './sentence.ts';

export const checklistsRefusals = refusalsOf<RefusalCode>(
  {
    'not-allowed': '这一步不由您来做。',
    'wrong-stage': '清单现在不在这一步，请看最新状态。',
    'rows-invalid': (details) => `有 ${details['problems'] ?? ''} 处要先改好，下面逐处列出。`,
    empty: '两张清单都还没有内容。',
    'not-a-party': '这份清单不需要这一方签认。',
    'already-signed': '已经签认过了。',
    unsigned: (details) => `还有 ${details['open'] ?? ''} 方没有签认。`,
    unnumbered: '协商会还没有编号，请稍后再交办。',
    'unknown-row': '清单里没有这一行。',
    'value-invalid': '这个内容不合要求。',
    unchanged: '内容没有变化。',
  },
  {
    'not-allowed': 'This step is not yours to take.',
    'wrong-stage': 'The lists are at another step now; please look again.',
    'rows-invalid': (details) => `Places to be mended first: ${details['problems'] ?? ''}. They are named below.`,
    empty: 'Neither list has a row yet.',
    'not-a-party': 'This party does not have to sign these lists.',
    'already-signed': 'Signed already.',
    unsigned: (details) => `Parties that have not signed: ${details['open'] ?? ''}.`,
    unnumbered: 'The session has no number yet; please issue a little later.',
    'unknown-row': 'The list has no such row.',
    'value-invalid': 'This value does not fit.',
    unchanged: 'Nothing would change.',
  },
);
