/** `npm run demo [-- --once]`: the renewal of an old neighbourhood, with invented people, in a running house or in one started for it. */
import { join } from 'node:path';
import { password } from './cast.ts';
import { comeInAsAdmin, findDoor, type Door } from './door.ts';
import { Memory } from './memory.ts';
import { next, tellStory, type Told } from './story.ts';
import { renewal } from './meeting.ts';

const folder = process.env['DATA_FOLDER'] ?? join(import.meta.dirname, '../../data');

const programme = (origin: string, { codes }: Told): string => `
有事好商量 · 示例 (all persons and places are invented)

  已结束 finished        ${origin}/${renewal}
  待召开 ready to open   ${origin}/${next}

  密码 password of every account below: ${password}

  主持人 host            ${origin}/sign-in   demo-host         → ${origin}/${next}/host
  参与者 participant     ${origin}/j/${codes.participant}   code ${codes.participant}, any name
  经办人 officer         ${origin}/sign-in   demo-housing  (also demo-urban, demo-street, demo-police, demo-power, demo-civil)
  督办员 supervisor      ${origin}/sign-in   demo-supervisor
  记录员 recorder        ${origin}/sign-in   demo-recorder
  大屏 big screen        ${origin}/${next}/screen#${codes.screen}
`;

/** A house we started stays open until it is told to end; `--once`: until the story is told. */
const stayWith = ({ child }: Door): void => {
  if (process.argv.includes('--once')) child?.kill('SIGTERM');
  else if (child) console.log('Ctrl-C ends the house.');
};

const door = await findDoor(process.env);
try {
  const admin = await comeInAsAdmin(door, process.env);
  const told = await tellStory(admin, new Memory(join(folder, 'demo.json'), door.origin, Date.now()), (line) => console.log(line));
  console.log(programme(door.origin, told));
  stayWith(door);
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  door.child?.kill('SIGTERM');
  process.exitCode = 1;
}
