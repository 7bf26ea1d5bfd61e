/** What spreadsheets of other places call our columns, beside our own names. Read, never shown. */
type Headings = Readonly<Record<string, readonly string[]>>;

const chinese: Headings = {
  topic: ['协商议题', '主题'],
  problem: ['问题', '存在问题', '反映问题', '问题描述'],
  suggestion: ['建议', '意见建议', '具体建议', '对策建议'],
  proposer: ['提出者', '建议人', '提案人'],
  anonymous: ['是否匿名'],
  sources: ['来源'],
  support: ['赞成', '支持人数', '赞成人数'],
  reserve: ['弃权', '保留人数'],
  oppose: ['反对人数'],
  minority: ['不同意见'],
  department: ['采纳单位', '承办单位', '责任单位', '建议单位'],
  category: ['类型', '分类', '建议分类'],
  attitude: ['态度', '采纳情况'],
  attitudeReason: ['说明', '理由', '部门答复'],
  title: ['事项', '名称', '项目名称', '任务名称'],
  suggestions: ['建议编号', '来源'],
  task: ['任务', '任务内容', '工作内容', '主要任务', '具体措施'],
  criterion: ['标准', '验收标准', '完成目标', '目标'],
  lead: ['主办单位', '牵头单位', '责任单位', '责任部门', '牵头部门'],
  cooperating: ['会办单位', '协办单位', '配合单位', '协办'],
  person: ['负责人', '联系人', '经办人'],
  phone: ['电话', '手机', '联系方式', '手机号'],
  due: ['时限', '完成时间', '完成日期', '截止日期', '办结时限'],
  milestones: ['时间节点', '阶段节点', '进度安排'],
  publicity: ['公开', '公开方式', '公开范围'],
};

const english: Headings = {
  topic: ['Subject'],
  problem: ['Issue'],
  suggestion: ['Proposal', 'Recommendation'],
  proposer: ['Proposer', 'By'],
  department: ['Department'],
  category: ['Category', 'Type'],
  attitude: ['Reply'],
  attitudeReason: ['Reason'],
  title: ['Title', 'Item'],
  task: ['What to do'],
  criterion: ['Criterion', 'Acceptance'],
  lead: ['Lead department', 'Responsible'],
  cooperating: ['Cooperating departments', 'With'],
  person: ['Contact', 'Owner'],
  phone: ['Telephone', 'Mobile'],
  due: ['Deadline', 'Due date', 'By when'],
};

export const otherHeadings = (field: string): readonly string[] => [...(chinese[field] ?? []), ...(english[field] ?? [])];

/** Columns that only number rows: nothing is lost without them. */
export const idleHeadings: readonly string[] = ['序号', '编号', '行号', '序', 'No', 'No.', '#'];
