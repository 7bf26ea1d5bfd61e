import { describe, expect, test } from 'vitest';
import type { Account, Store } from '#server/store/store.ts';

const account = (login: string, person: string, given: Partial<Account> = {}): Account => ({
  login,
  person,
  password: '$argon2id$example',
  failures: 0,
  lockedUntil: 0,
  ...given,
});

export const accountContract = (fresh: () => Promise<Store>): void => {
  describe('accounts', () => {
    test('are found by login and by person', async () => {
      const store = await fresh();
      expect(await store.accountCount()).toBe(0);
      expect(await store.putAccount(account('wang', 'p-1', { failures: 2, lockedUntil: 1_792_825_200_000 }))).toBe('kept');
      expect(await store.account('wang')).toEqual(account('wang', 'p-1', { failures: 2, lockedUntil: 1_792_825_200_000 }));
      expect(await store.accountOf('p-1')).toEqual(await store.account('wang'));
      expect(await store.account('nobody')).toBeNull();
      expect(await store.accountOf('p-9')).toBeNull();
      expect(await store.accountCount()).toBe(1);
    });

    test('one login belongs to one person; a person may change it', async () => {
      const store = await fresh();
      await store.putAccount(account('wang', 'p-1'));
      expect(await store.putAccount(account('wang', 'p-2'))).toBe('taken');
      expect(await store.putAccount(account('wang-2', 'p-1', { password: 'new' }))).toBe('kept');
      expect(await store.account('wang')).toBeNull();
      expect((await store.accountOf('p-1'))?.password).toBe('new');
      expect(await store.accountCount()).toBe(1);
    });

    test('failures are counted by login', async () => {
      const store = await fresh();
      await store.putAccount(account('wang', 'p-1'));
      await store.putAccount(account('li', 'p-2'));
      await store.setFailures('wang', 5, 9_000);
      await store.setFailures('nobody', 5, 9_000);
      expect(await store.account('wang')).toEqual(account('wang', 'p-1', { failures: 5, lockedUntil: 9_000 }));
      expect((await store.account('li'))?.failures).toBe(0);
    });

    test('sign-ins are found, renewed, dropped one by one and all of a person', async () => {
      const store = await fresh();
      const signIn = { person: 'p-1', account: true, expires: 1_792_825_200_000 };
      await store.putSignIn('a', signIn);
      await store.putSignIn('a', { ...signIn, expires: 1_792_825_300_000 });
      await store.putSignIn('b', { ...signIn, account: false });
      await store.putSignIn('c', { ...signIn, person: 'p-2' });
      expect(await store.signIn('a')).toEqual({ ...signIn, expires: 1_792_825_300_000 });
      expect((await store.signIn('b'))?.account).toBe(false);
      await store.dropSignIn('a');
      expect(await store.signIn('a')).toBeNull();
      await store.dropSignInsOf('p-1');
      expect(await store.signIn('b')).toBeNull();
      expect(await store.signIn('c')).not.toBeNull();
    });

    test('an invitation is used by exactly one', async () => {
      const store = await fresh();
      await store.putInvitation('t', { person: 'p-1', expires: 9_000 });
      expect(await store.invitation('t')).toEqual({ person: 'p-1', expires: 9_000 });
      const used = await Promise.all([store.useInvitation('t'), store.useInvitation('t'), store.useInvitation('t')]);
      expect(used.filter(Boolean)).toHaveLength(1);
      expect(await store.invitation('t')).toBeNull();
    });
  });

  describe('files', () => {
    test('come back as they were put, and the first word holds', async () => {
      const store = await fresh();
      const bytes = Uint8Array.from({ length: 100_000 }, (_, n) => n % 251);
      await store.putFile('0123456789abcdef0123456789abcdef.png', { type: 'image/png', bytes }, 'p-1', 1_000);
      await store.putFile('0123456789abcdef0123456789abcdef.png', { type: 'image/png', bytes: Uint8Array.of(1) }, 'p-2', 1_001);
      const file = await store.file('0123456789abcdef0123456789abcdef.png');
      expect(file?.type).toBe('image/png');
      expect(Buffer.from(file?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
      expect(await store.file('ffffffffffffffffffffffffffffffff.png')).toBeNull();
    });
  });

  test('answers a ping', async () => {
    await expect((await fresh()).ping()).resolves.toBeUndefined();
  });
};
