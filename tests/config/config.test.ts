import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, configTable, readConfig } from '#server/config.ts';
import { openLog, withoutSecrets } from '#server/log.ts';
import { readRulePack } from '#server/rules.ts';
import defaultPack from '#shared/packs/default.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');

const mistakesOf = (read: () => unknown): readonly string[] => {
  try {
    read();
  } catch (cause) {
    if (cause instanceof ConfigError) return cause.mistakes;
    throw cause;
  }
  return [];
};

describe('configuration', () => {
  test('nothing set is a whole house', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 3000,
      DATABASE_URL: null,
      REDIS_URL: null,
      PUBLIC_ORIGIN: null,
      TRUST_PROXY: false,
      DATA_FOLDER: join(process.cwd(), 'data'),
    });
    expect(readConfig({ PORT: '', PUBLIC_ORIGIN: ' ' })).toMatchObject({ PORT: 3000, PUBLIC_ORIGIN: null });
  });

  test('values are read', () => {
    expect(
      readConfig({ PORT: '0', TRUST_PROXY: '10.0.0.0/8, 127.0.0.1', PUBLIC_ORIGIN: 'https://consult.example.org/', SESSION_DAYS: '3' }),
    ).toMatchObject({
      PORT: 0,
      TRUST_PROXY: '10.0.0.0/8, 127.0.0.1',
      PUBLIC_ORIGIN: 'https://consult.example.org',
      SESSION_DAYS: 3,
    });
  });

  test('all mistakes are named at once, and a secret is never repeated', () => {
    const mistakes = mistakesOf(() =>
      readConfig({
        PORT: 'eighty',
        DATABASE_URL: 'mysql://me:hush@db/x',
        PUBLIC_ORIGIN: 'https://a.example/path',
        LOG_LEVEL: 'loud',
        TRUST_PROXY: 'maybe',
        SESSION_DAYS: '-1',
      }),
    );
    expect(mistakes.map((mistake) => mistake.split(' ')[0])).toEqual([
      'PORT',
      'PUBLIC_ORIGIN',
      'TRUST_PROXY',
      'DATABASE_URL',
      'SESSION_DAYS',
      'LOG_LEVEL',
    ]);
    expect(mistakes[0]).toBe('PORT must be a whole number from 0 to 65535, not "eighty"');
    expect(mistakes.join()).not.toContain('hush');
  });

  test('Redis without PostgreSQL makes no sense and is said', () => {
    expect(mistakesOf(() => readConfig({ REDIS_URL: 'redis://localhost' })).join()).toContain('REDIS_URL needs DATABASE_URL');
    expect(mistakesOf(() => readConfig({ REDIS_URL: 'redis://localhost', DATABASE_URL: 'postgres://localhost/x' }))).toEqual([]);
  });

  test('the table in the README is the one the program has', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const section = /<!-- configuration -->\n([\s\S]*?)\n<!-- \/configuration -->/.exec(readme)?.[1];
    expect(section?.trim()).toBe(configTable());
  });
});

describe('rules of the place', () => {
  test('every mistake is named with its path', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rules-'));
    const file = join(folder, 'pack.json');
    await writeFile(file, JSON.stringify({ ...defaultPack, version: -1, item: { ...defaultPack.item, claimWithin: 'soon' } }));
    const failed = await readRulePack(file).catch((cause: unknown) => cause as ConfigError);
    expect(failed).toBeInstanceOf(ConfigError);
    const { message } = failed as ConfigError;
    expect(message).toContain(': version:');
    expect(message).toContain(': item.claimWithin:');
    await writeFile(file, '{');
    await expect(readRulePack(file)).rejects.toThrow('is not JSON');
    await expect(readRulePack(join(folder, 'none.json'))).rejects.toThrow('cannot be read');
    await rm(folder, { recursive: true });
    expect((await readRulePack('')).name).toBe(defaultPack.name);
  });
});

describe('the log', () => {
  test('never holds a password of an address, not even inside an error', () => {
    const lines: string[] = [];
    const log = openLog({ level: 'info', form: 'json' }, { write: (line: string) => void lines.push(line) });
    log.error({ err: new Error('cannot reach postgres://me:hush@db.example/x') }, 'start');
    expect(lines.join()).toContain('postgres://…@db.example/x');
    expect(lines.join()).not.toContain('hush');
    expect(withoutSecrets('redis://:hush@r:1/0 and http://plain.example/a@b')).toBe('redis://…@r:1/0 and http://plain.example/a@b');
  });
});
