import type { GateRefusal } from '#shared/core/wire.ts';
import { refusalsOf } from './sentence.ts';

/** What the gateway may refuse for any kind, and at the entrances. */
export type GateCode =
  | GateRefusal
  | 'wrong-sign-in'
  | 'login-taken'
  | 'invitation-ended'
  | 'not-found'
  | 'too-large'
  | 'file-type'
  | 'foreign-origin'
  | 'paper-forged'
  | 'out-of-scope'
  | 'under-way'
  | 'not-over';

export const gate = refusalsOf<GateCode>(
  {
    'not-signed-in': '请先登录或进入会场。',
    'not-yours': '您没有做这件事的权限。',
    'unknown-kind': '服务器不认识这类事项，请刷新页面。',
    'id-reused': '同一个请求被改过，请再做一次。',
    'too-many': ({ seconds = 0 }) =>
      Number(seconds) > 90 ? `试得太多了，请过 ${Math.ceil(Number(seconds) / 60)} 分钟再试。` : '太快了，请稍等片刻再试。',
    'wrong-sign-in': '账号或密码不对。',
    'login-taken': '这个账号名已有人用，请换一个。',
    'invitation-ended': '这个链接已经用过或过期。',
    'not-found': '没有找到。',
    'too-large': '文件太大。',
    'file-type': '只能上传照片或 PDF。',
    'foreign-origin': '请从本平台的页面操作。',
    'not-over': '会议还没有结束，结束以后才能存档。',
    'paper-forged': '这张选票不是本次表决发出的，没有计入。',
    'out-of-scope': '这个接入凭证不能做这件事。',
    'under-way': '正在进行，或排队的太多，请稍后再试。',
  },
  {
    'not-signed-in': 'Please sign in or enter the session first.',
    'not-yours': 'You may not do this.',
    'unknown-kind': 'The server does not know this; please reload the page.',
    'id-reused': 'The same request came with other content; please do it again.',
    'too-many': ({ seconds = 0 }) =>
      Number(seconds) > 90
        ? `Too many attempts; please try again in ${Math.ceil(Number(seconds) / 60)} minutes.`
        : 'Too fast; please wait a moment.',
    'wrong-sign-in': 'Login or password is wrong.',
    'login-taken': 'Somebody else has this login; please choose another.',
    'invitation-ended': 'This link has been used or is too old.',
    'not-found': 'Not found.',
    'too-large': 'The file is too large.',
    'file-type': 'Only photos and PDF can be sent.',
    'foreign-origin': 'Please act from the pages of this platform.',
    'not-over': 'The session is not over yet; an archive can be made afterwards.',
    'paper-forged': 'This ballot paper was not issued for this poll; it was not counted.',
    'out-of-scope': 'This token is not good for that.',
    'under-way': 'It is under way, or too many wait; please try again later.',
  },
);
