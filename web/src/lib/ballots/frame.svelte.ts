import { untrack } from 'svelte';
import { ballotRules } from '#shared/ballots/rules.ts';
import { theLive } from '#web/lib/live/live.svelte.ts';
import { theNotices } from '#web/lib/ui/index.ts';
import { theLanguage } from '#web/lib/words/language.svelte.ts';
import { ballotsRefusals } from '#web/lib/words/refusals/ballots.ts';
import { explain } from '#web/lib/words/refusals/explain.ts';
import { BallotRoom, enterBallots, type BallotFacts } from './room.svelte.ts';

/** Opens the mass actions beside their session for every window inside: called while a component is made, ended with it. */
export const openBallots = (facts: BallotFacts): BallotRoom => {
  const language = theLanguage();
  const notices = theNotices();
  const room = enterBallots(new BallotRoom(theLive(), ballotRules, facts));
  let told = 0;

  $effect(() => room.follow());
  $effect(() => {
    for (const one of room.stream.unwanted.slice(told)) notices.say(explain(language.code, one.answer, ballotsRefusals), 'live');
    told = room.stream.unwanted.length;
  });
  $effect(() => {
    void room.stream.own;
    untrack(() => room.ownTold());
  });
  // Hidden events do not say that moods were cleared; the figures do.
  $effect(() => {
    const moods = room.summary?.moods;
    const gone = moods && room.own.mood && room.moodIsOld && Object.values(moods).every((count) => count === 0);
    if (gone) untrack(() => room.moodsCleared());
  });
  // My paper in each secret poll draws by itself; a poll that ended lets it go.
  $effect(() => room.keepPapers());
  $effect(() => () => room.secret.close());
  // What became of a statement that waited is told to its author alone, and only when they ask.
  $effect(() => room.watchHeld());
  return room;
};
