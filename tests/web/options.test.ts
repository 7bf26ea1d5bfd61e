import { expect, test } from 'vitest';
import { layoutOf } from '#web/lib/ballots/screen/options.ts';

test('a list of options knows how high it stands: by lines, in one column or two', () => {
  expect(layoutOf(['赞成', '反对', '弃权'])).toEqual({ columns: 1, height: expect.closeTo(6.6) as number });
  expect(layoutOf(['赞成', '反对', '弃权', '同意按楼层分摊费用并且给一楼住户适当补偿的方案']).height).toBeCloseTo(10.1);
  expect(layoutOf(['一', '二', '三', '四', '五'])).toEqual({ columns: 2, height: expect.closeTo(6.6) as number });
  // What is longer than two lines is cut off, and stands no higher.
  expect(layoutOf(['长'.repeat(80)]).height).toBeCloseTo(layoutOf(['长'.repeat(30)]).height);
  expect(layoutOf([]).height).toBe(0);
});
