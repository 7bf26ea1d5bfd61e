import type { RefusalCode } from '#shared/evaluations/state.ts';
import { refusalsOf } from './sentence.ts';

export const evaluationsRefusals = refusalsOf<RefusalCode>(
  {
    'not-allowed': '只有督办员和系统管理员可以评估。',
    'session-not-over': '协商会还没有结束，不能评估。',
    'already-begun': '这次协商会的评估已经开始了。',
    'not-begun': '评估还没有开始。',
    concluded: '已经评定，请先重新评估。',
    'not-concluded': '还没有评定。',
    'not-scored': '这项指标由系统计算，不用评分。',
    'scores-missing': ({ open }) => `还有 ${open} 项指标没有评分。`,
  },
  {
    'not-allowed': 'Only supervisors and administrators evaluate.',
    'session-not-over': 'The session is not over yet.',
    'already-begun': 'This evaluation was begun already.',
    'not-begun': 'The evaluation was not begun yet.',
    concluded: 'It is concluded; please open it again first.',
    'not-concluded': 'It is not concluded yet.',
    'not-scored': 'This indicator is computed, not scored.',
    'scores-missing': ({ open }) => (open === 1 ? 'One indicator waits for a score.' : `${open} indicators wait for scores.`),
  },
);
