/** Taps that say how the room feels; never a vote, never counted as one, gone when the hosts clear them. */
import type { MoodCommand } from './commands.ts';
import type { MoodEvent } from './events.ts';
import { letterAt, moodLetterOf, withLetter } from './places.ts';
import { seatOf } from './rights.ts';
import { counted, type Deciders, type Evolvers } from './rule.ts';
import { placed } from './nobodies.ts';

export const moodDeciders: Deciders<MoodCommand> = {
  showMood({ mood }, ballots, actor) {
    const seat = seatOf(ballots, actor.id);
    if (!ballots.counting || !seat) return [];
    const shown = letterAt(ballots.counting.moods, seat.place);
    return shown === moodLetterOf(mood) ? [] : [{ type: 'moodShown', person: actor.id, mood }];
  },
  clearMoods: (_, { counting }) => (counting?.moods === '' ? [] : [{ type: 'moodsCleared' }]),
};

export const moodEvolvers: Evolvers<MoodEvent> = {
  moodShown: (ballots, { person, mood }) =>
    counted(ballots, (before) => {
      const [counting, { place }] = placed(before, person);
      return { ...counting, moods: withLetter(counting.moods, place, moodLetterOf(mood)) };
    }),
  moodsCleared: (ballots) => counted(ballots, (counting) => ({ ...counting, moods: '' })),
};
