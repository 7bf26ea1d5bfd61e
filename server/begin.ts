/** One command to a running house. Exit 2: the configuration is wrong; 1: something it needs is missing. */
import { ConfigError, readConfig, type Config } from './config.ts';
import { openLog, withoutSecrets, type Log } from './log.ts';
import { run, type Running } from './main.ts';
import { restWhenQuiet } from './rest.ts';
import { buildIfStale, builtPages, livePages } from './pages.ts';

const live = process.argv.includes('--dev');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const start = async (config: Config, log: Log): Promise<Running> => {
  if (!live && config.BUILD_PAGES) await buildIfStale(say);
  if (!live) process.env['NODE_ENV'] ??= 'production';
  const running = await run(config, { log, loadPages: live ? livePages : builtPages });
  log.info(
    { port: running.port, milliseconds: Math.round(performance.now()), megabytes: Math.round(process.memoryUsage.rss() / 1_048_576) },
    'ready',
  );
  const link = running.firstInvitation && `first administrator (once, within ${config.INVITATION_HOURS} hours): ${running.firstInvitation}`;
  // In one breath: whoever reads the address from here finds the link with it.
  say([`有事好商量  ${running.origin}`, link].filter(Boolean).join('\n'));
  return running;
};

/** Ends in order at the first signal, at once at the second, and in any case after STOP_SECONDS. */
const endWell = (running: Running, config: Config, log: Log): void => {
  let ending = false;
  const end = (why: string, code: number): void => {
    if (ending) process.exit(1);
    ending = true;
    log.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), config.STOP_SECONDS * 1000).unref();
    running.stop().then(
      () => {
        log.info({}, 'stopped');
        process.exit(code);
      },
      (cause: unknown) => {
        log.error({ err: cause }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM', 0));
  process.on('SIGINT', () => end('SIGINT', 0));
  process.on('unhandledRejection', (cause) => log.error({ err: cause }, 'a bug nobody waited for'));
  // What was answered is on disk; a process that no longer knows what it is doing must not go on answering.
  process.on('uncaughtException', (cause) => {
    log.fatal({ err: cause }, 'a bug nobody caught');
    end('bug', 1);
  });
};

try {
  const config = readConfig(process.env);
  const form = config.LOG_FORM === 'auto' ? (process.stdout.isTTY ? 'text' : 'json') : config.LOG_FORM;
  const log = openLog({ level: config.LOG_LEVEL, form });
  endWell(await start(config, log), config, log);
  restWhenQuiet();
} catch (cause) {
  process.stderr.write(
    `${cause instanceof ConfigError ? cause.message : withoutSecrets(cause instanceof Error ? cause.message : String(cause))}\n`,
  );
  process.exit(cause instanceof ConfigError ? 2 : 1);
}
