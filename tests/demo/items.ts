/** 领单 · 办理 · 核验 · 评价 · 销号 · 回头看: one item in each state that can honestly be reached on the day it was issued. */
import type { StreamId } from '#shared/core/recorded.ts';
import type { Mark, State } from '#shared/items/state.ts';
import { raters, type StaffKey } from './cast.ts';
import type { Company } from './company.ts';
import { itemsOf, type Row } from './lists.ts';

type Acts = (by: StaffKey, id: string, command: { readonly type: string } & Readonly<Record<string, unknown>>) => Promise<void>;
type Work = (acts: Acts, company: Company, item: StreamId) => Promise<void>;

const claim = (acts: Acts, by: StaffKey, text: string) => acts(by, 'claim', { type: 'claim', text });

const report = async (acts: Acts, company: Company, by: StaffKey, key: string, text: string, rated = 'A'): Promise<void> => {
  const files = [await company.picture(company.get(by), `item-${key}-done`, 'renewed')];
  await acts(by, 'report', { type: 'reportDone', text, files, class: rated });
};

const verify = (acts: Acts, text: string) => acts('demo-supervisor', 'verify', { type: 'verify', text });

const rate = async (company: Company, item: StreamId, marks: readonly Mark[], reasons: readonly string[] = []): Promise<void> => {
  for (const [n, mark] of marks.entries()) {
    const who = raters[n];
    if (who)
      await company.get(who).ask(item, `demo-rate-${who}`, {
        type: 'rate',
        attitude: n % 3 === 1 ? 'basically' : 'satisfied',
        result: mark,
        reason: reasons[n] ?? '',
      });
  }
};

const works: Partial<Record<Row, Work>> = {
  /** Closed with two keys, and looked at again. */
  async charge(acts, company, item) {
    await claim(acts, 'demo-power', '先建西门车棚，再建其余两处。');
    const before = await company.picture(company.get('demo-power'), 'item-charge-before', 'worn');
    const after = await company.picture(company.get('demo-power'), 'item-charge-after', 'renewed');
    await acts('demo-power', 'note', { type: 'note', text: '三处充电棚全部通电，楼道飞线当日清理 37 处。', files: [after], before, after });
    await acts('demo-street', 'countersign', { type: 'countersign', text: '已与居民确认位置。' });
    await report(acts, company, 'demo-power', 'charge', '3 处 60 个插座投入使用，电价已公示。');
    await verify(acts, '现场查看三处，插座可用，抽查五个单元无飞线。');
    await rate(
      company,
      item,
      ['satisfied', 'satisfied', 'basically', 'satisfied', 'satisfied', 'basically'],
      ['终于不用拉线了', '', '插座再多几个就好'],
    );
    await acts('demo-host', 'close', { type: 'close' });
    const look = { finding: 'consolidated', text: '随机走访，充电棚使用正常，未见飞线。', files: [] };
    await acts('demo-supervisor', 'look-back', { type: 'lookBack', ...look });
  },
  /** Under way, one milestone reached, more time asked for. */
  async drain(acts, company) {
    await claim(acts, 'demo-housing', '分三段施工，先东区后西区。');
    const files = [await company.picture(company.get('demo-housing'), 'item-drain-dig', 'worn')];
    await acts('demo-housing', 'milestone', { type: 'reachMilestone', milestone: 0, text: '东区已开挖 120 米。', files });
    await acts('demo-housing', 'extension', { type: 'askExtension', to: company.day(60), reason: '西区发现未标注的燃气支管，需要迁改。' });
  },
  /** Verified; some have rated, the round is open. */
  async rail(acts, company, item) {
    await claim(acts, 'demo-housing', '七处一并施工。');
    await report(acts, company, 'demo-housing', 'rail', '七处扶手全部安装，两处同时做了坡道。');
    await verify(acts, '逐处摇动检查，牢固。');
    await rate(company, item, ['satisfied', 'satisfied', 'basically']);
  },
  /** Due within a few days: the lamp turns yellow by itself. */
  async council(acts) {
    await claim(acts, 'demo-street', '本周完成推选方案。');
    await acts('demo-street', 'note', { type: 'note', text: '推选方案已张贴，收到意见 14 条。', files: [], before: null, after: null });
  },
  /** Done, and most were not satisfied: it is being done again. */
  async lights(acts, company, item) {
    await claim(acts, 'demo-urban', '逐单元排查。');
    await report(acts, company, 'demo-urban', 'lights', '更换声控灯 310 盏。');
    await verify(acts, '抽查 8 个单元，均已更换。');
    await rate(
      company,
      item,
      ['dissatisfied', 'dissatisfied', 'dissatisfied', 'dissatisfied', 'satisfied', 'basically'],
      ['声控不灵，咳嗽才亮', '四楼以上没换'],
    );
  },
  /** Reported done, waits to be verified. */
  async parking(acts, company) {
    await claim(acts, 'demo-urban', '先清僵尸车，再划线。');
    await acts('demo-police', 'countersign', { type: 'countersign', text: '僵尸车 23 辆已拖移，标线方案同意。' });
    await report(acts, company, 'demo-urban', 'parking', '划线 131 个，消防通道全线贯通；立体车架列入明年计划。', 'B');
  },
  /** Limited by conditions for now. */
  async lift(acts) {
    await claim(acts, 'demo-housing', '委托评估机构。');
    await acts('demo-supervisor', 'suspend', { type: 'suspend', reason: '评估经费待年度预算，暂时挂起，每年复核。' });
  },
  /** The department asked to return it; nobody has decided yet. */
  async ramp(acts) {
    const asked = { reason: 'wrong-lead', text: '坡道属建筑改造，建议由住建局主办，民政局会办。', suggests: 'demo-housing' };
    await acts('demo-civil', 'return', { type: 'askReturn', ...asked });
  },
  /** Returned, given to another department, and claimed there. */
  async fire(acts) {
    const asked = { reason: 'not-ours', text: '地锁拆除需要执法权，街道没有。', suggests: 'demo-police' };
    await acts('demo-street', 'return', { type: 'askReturn', ...asked });
    await acts('demo-supervisor', 'adjudicate', { type: 'adjudicate', reassignTo: 'demo-police', reason: '同意改派，街道配合告知。' });
    await claim(acts, 'demo-police', '三日内完成告知。');
  },
  /** Closed although conditions did not allow a solution: comes back every year. */
  async fee(acts, company, item) {
    await claim(acts, 'demo-urban', '先摸清车辆底数。');
    await report(acts, company, 'demo-urban', 'fee', '表决未达法定比例，暂不收费，明年再议。', 'C');
    await verify(acts, '查阅表决记录属实。');
    await rate(company, item, ['basically', 'basically', 'dissatisfied', 'satisfied', 'basically', 'satisfied']);
    await acts('demo-host', 'close', { type: 'close' });
  },
};

export const workOnItems = async (company: Company): Promise<void> => {
  const items = await itemsOf(company);
  const host = company.get('demo-host');
  for (const [row, item] of Object.entries(items) as [Row, StreamId][]) {
    await host.until<State>(item, ({ stage }) => stage !== 'unissued', 'issued');
    await works[row]?.((by, id, command) => company.get(by).ask(item, `demo-${id}`, command), company, item);
  }
};
