/** Words that say nothing by themselves, and those that turn what follows into its opposite. */
const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u).filter((word) => word !== ''));

export const stopWords = list(`
  的 了 着 过 得 地 是 在 有 和 与 及 或 而 且 但 但是 而且 并 并且 以及 因为 所以 如果 就 都 也 还 再 又 才 只 很 太 更 最 比较 非常 特别 十分 真 挺 些
  把 被 给 让 使 对 对于 关于 向 从 到 往 于 由 为 为了 跟 按 按照 通过 根据
  我 我们 咱 咱们 你 你们 您 他 她 它 他们 大家 自己 人家 这 那 这个 那个 这些 那些 这里 那里 这样 那样 这种 哪 哪里 谁 什么 怎么 怎样 如何 为什么 几 多少
  一 一个 一些 一下 一点 一定 个 些许 其他 其它 等 等等 之 其 所 者
  要 想 会 能 能够 可以 可 应 应该 应当 必须 需要 需 希望 想要 建议 最好 尽快 赶紧 请 请问 觉得 认为 感觉 还是 就是 不是 没有 缺少 缺乏 缺 增加 多建 已经 正在 现在 目前 时候
  吗 呢 吧 啊 呀 哦 嗯 啦 嘛 哈 上 下 里 中 内 外 前 后 
  the a an of and or to in on for with is are was be it its we our i you they this that at by as from should would could can need more
`);

/** 不方便 is not 方便. */
export const negations = list('不 没 无 未 别 勿 不够 不能 不要 no not');
