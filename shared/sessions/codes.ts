/** Invitation codes, made from the chance that came with the command: nobody can guess the long ones, everybody can type the short one. */
import { never } from '../core/kind.ts';
import type { Code, SessionRole } from './state.ts';

/** No 0 O 1 I L: read aloud and copied by hand. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const digits = '0123456789';

/** What may be taken with the code that hangs on the wall. Officers come in by it with their account. */
export const participantRoles: readonly SessionRole[] = ['resident', 'stakeholder', 'member', 'expert', 'observer'];

/** Cuts several codes out of 128 bits of chance; no two share a bit. */
const drawer = (chance: string): ((alphabet: string, length: number) => string) => {
  let rest = BigInt(`0x${chance}`);
  return (alphabet, length) => {
    const base = BigInt(alphabet.length);
    let drawn = '';
    for (let n = 0; n < length; n += 1) {
      drawn += alphabet[Number(rest % base)] ?? '';
      rest /= base;
    }
    return drawn;
  };
};

export type CodeForm = 'participant' | 'seat' | 'host' | 'screen';

/** participant: 6 digits · seat and screen: 8 letters · host: 10 letters, since it gives every right. */
const draw = (form: CodeForm, from: ReturnType<typeof drawer>): string => {
  switch (form) {
    case 'participant':
      return from(digits, 6);
    case 'seat':
    case 'screen':
      return from(letters, 8);
    case 'host':
      return from(letters, 10);
    default:
      return never(form);
  }
};

const plain = { department: null, until: null, once: false, revoked: false } as const;

/** The three every session begins with. */
export const firstCodes = (chance: string): readonly Code[] => {
  const from = drawer(chance);
  return [
    { ...plain, key: 'participant', code: draw('participant', from), roles: participantRoles },
    { ...plain, key: 'host', code: draw('host', from), roles: ['host'], once: true },
    { ...plain, key: 'screen', code: draw('screen', from), roles: [] },
  ];
};

export const codeFor = (form: CodeForm, chance: string): string => draw(form, drawer(chance));

export const formOf = ({ key, roles }: Pick<Code, 'key' | 'roles'>): CodeForm => {
  if (key === 'participant') return 'participant';
  if (roles.length === 0) return 'screen';
  return roles.includes('host') ? 'host' : 'seat';
};
