/** Texts of incidents in plain words. */
export const summaryZh = {
  'summary.title': '通俗说明',
  'summary.explain': '用通俗的话说明',
  'summary.again': '重新说明',
  'summary.explaining': '{{model}} 正在说明',
  'summary.outdated': '写下这段说明之后，该故障已有变化。',
  'summary.failed': '未能说明：{{reason}}',
  'summary.by': '由 {{model}} 撰写',
  'summary.rests': '依据',
} as const;
