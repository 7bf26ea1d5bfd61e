import type { RefusalCode } from '#shared/packs/state.ts';
import { refusalsOf } from './sentence.ts';

export const packsRefusals = refusalsOf<RefusalCode>(
  {
    'not-allowed': '只有系统管理员可以修改规则。',
    'other-name': ({ name = '' }) => `规则包的名称必须仍是“${name}”。`,
    'version-not-newer': ({ version = 0 }) => `版本号必须大于现行的第 ${version} 版。`,
    'nothing-adopted': '还没有采用过新规则，没有可以撤回的。',
    'unknown-version': '没有这一版，或它已经读不出来。',
    'same-content': '内容和现行规则一样，不用再采用。',
  },
  {
    'not-allowed': 'Only administrators may change the rules.',
    'other-name': ({ name = '' }) => `The pack must keep its name, “${name}”.`,
    'version-not-newer': ({ version = 0 }) => `The version must be higher than ${version}, which is in force.`,
    'nothing-adopted': 'No new rules were adopted so far; there is nothing to take back.',
    'unknown-version': 'There is no such version, or it cannot be read any more.',
    'same-content': 'It says the same as the rules in force.',
  },
);
