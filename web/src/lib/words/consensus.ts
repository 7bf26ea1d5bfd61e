import { sentences } from '#shared/consensus/sentences.ts';
import { area } from './area.ts';

/** 聚同化异: what the map and its lists say. The sentences with counts lie with the rules, for they are said off screen as well. */
export const consensus = area(
  {
    ...sentences.zh,
    title: '聚同化异',
    lists: { shared: '共同点', divisive: '分歧', withinReach: '差一点', split: '意见不一', open: '还需了解', majority: '多数意见' },
  },
  {
    ...sentences.en,
    title: 'Common ground',
    lists: { shared: 'Shared', divisive: 'Divided', withinReach: 'Within reach', split: 'Split', open: 'Open', majority: 'Majority' },
  },
);
