/** Dates and spans as people say them. One place on earth: sessions are held where the installation is. */
import { htmlLanguage, type LanguageCode } from './area.ts';

export const zone = 'Asia/Shanghai';
const minute = 60_000;
const hour = 60 * minute;

export interface Dates {
  /** `10月24日 周六 15:30`; with the year when it is not this one (`from`). */
  moment(at: number, from?: number): string;
  /** `10月24日 周六` */
  day(at: number, from?: number): string;
  /** `2026年10月24日` from `2026-10-24` */
  date(day: string): string;
  /** `15:30` */
  time(at: number): string;
  /** `1 小时 20 分`, `8 分钟`, `45 秒`; never negative. */
  span(ms: number): string;
  /** `刚刚`, `5 分钟前`, `3 天前`, then the day itself. */
  ago(at: number, now: number): string;
  workingDaysLeft(days: number): string;
  number(value: number): string;
  /** 0.853 → `85%` */
  percent(share: number): string;
}

const make = (code: LanguageCode): Dates => {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(htmlLanguage[code], { timeZone: zone, ...options });
  const year = format({ year: 'numeric' });
  const monthDay = format({ month: code === 'zh' ? 'long' : 'short', day: 'numeric' });
  const weekday = format({ weekday: 'short' });
  const full = format({ year: 'numeric', month: code === 'zh' ? 'long' : 'short', day: 'numeric' });
  const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const plain = new Intl.NumberFormat(htmlLanguage[code]);
  const share = new Intl.NumberFormat(htmlLanguage[code], { style: 'percent' });
  const say = phrases[code];
  const day = (at: number, from?: number): string => {
    const date = from !== undefined && year.format(at) !== year.format(from) ? full.format(at) : monthDay.format(at);
    return code === 'zh' ? `${date} ${weekday.format(at)}` : `${weekday.format(at)} ${date}`;
  };
  return {
    day,
    moment: (at, from) => `${day(at, from)} ${clock.format(at)}`,
    date: (text) => full.format(Date.parse(`${text}T12:00:00+08:00`)),
    time: (at) => clock.format(at),
    span: (ms) => {
      if (ms < minute) return say.seconds(Math.max(0, Math.round(ms / 1000)));
      if (ms < hour) return say.minutes(Math.round(ms / minute));
      return say.hours(Math.floor(ms / hour), Math.round((ms % hour) / minute));
    },
    ago: (at, now) => {
      const past = now - at;
      if (past < minute) return say.justNow;
      if (past < hour) return say.minutesAgo(Math.floor(past / minute));
      if (past < 24 * hour) return say.hoursAgo(Math.floor(past / hour));
      if (past < 60 * 24 * hour) return say.daysAgo(Math.floor(past / (24 * hour)));
      return day(at, now);
    },
    workingDaysLeft: say.workingDaysLeft,
    number: (value) => plain.format(value),
    percent: (value) => share.format(value),
  };
};

const many = (n: number, one: string, more: string): string => (n === 1 ? `1 ${one}` : `${n} ${more}`);

const phrases = {
  zh: {
    seconds: (n: number) => `${n} 秒`,
    minutes: (n: number) => `${n} 分钟`,
    hours: (h: number, m: number) => (m === 0 ? `${h} 小时` : `${h} 小时 ${m} 分`),
    justNow: '刚刚',
    minutesAgo: (n: number) => `${n} 分钟前`,
    hoursAgo: (n: number) => `${n} 小时前`,
    daysAgo: (n: number) => `${n} 天前`,
    workingDaysLeft: (n: number) => (n < 0 ? `已逾期 ${-n} 个工作日` : n === 0 ? '今天到期' : `还剩 ${n} 个工作日`),
  },
  en: {
    seconds: (n: number) => many(n, 'second', 'seconds'),
    minutes: (n: number) => many(n, 'minute', 'minutes'),
    hours: (h: number, m: number) => (m === 0 ? many(h, 'hour', 'hours') : `${h} h ${m} min`),
    justNow: 'just now',
    minutesAgo: (n: number) => `${many(n, 'minute', 'minutes')} ago`,
    hoursAgo: (n: number) => `${many(n, 'hour', 'hours')} ago`,
    daysAgo: (n: number) => `${many(n, 'day', 'days')} ago`,
    workingDaysLeft: (n: number) =>
      n < 0
        ? `${many(-n, 'working day', 'working days')} overdue`
        : n === 0
          ? 'due today'
          : `${many(n, 'working day', 'working days')} left`,
  },
} as const;

const made: Partial<Record<LanguageCode, Dates>> = {};
export const dates = (code: LanguageCode): Dates => (made[code] ??= make(code));
