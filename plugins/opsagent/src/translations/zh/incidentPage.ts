/** Texts of the panes beside the causes of an incident. */
export const incidentPageZh = {
  'incidentPage.timeline.title': '时间线',
  'incidentPage.timeline.loading': '正在加载时间线',
  'incidentPage.timeline.failed': '无法加载时间线',
  'incidentPage.timeline.refreshFailed': '无法刷新时间线',
  'incidentPage.timeline.change': '已更改',
  'incidentPage.timeline.failure': '开始出现故障',
  'incidentPage.timeline.event': '事件',
  'incidentPage.timeline.firing': '告警触发',
  'incidentPage.timeline.resolved': '告警已恢复',
  'incidentPage.timeline.firstSeen': '首次被扫描发现',
  'incidentPage.timeline.lastSeen': '最近一次发现它的扫描',
  'incidentPage.timeline.fromTo': '{{from}} → {{to}}',
  'incidentPage.timeline.all': '显示全部 {{total}} 项',
  'incidentPage.timeline.fewer': '显示较少',
};
