import { useTheme } from '@mui/material/styles';
import { LineChart, lineClasses } from '@mui/x-charts/LineChart';
import { IncidentTrend } from '@opsagent/backstage-plugin-opsagent-common';
import { SEVERITIES } from '../../format/incidentFilters';
import { dayName } from '../../format/trend';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { SEVERITY_LOOKS } from '../findings/severityLook';

export interface OpenTrendChartProps {
  /** Oldest first. */
  days: IncidentTrend['days'];
  /** In pixels. */
  height: number;
}

/** Open incidents day by day, the severities on top of each other, the worst at the bottom. */
export function OpenTrendChart({ days, height }: OpenTrendChartProps) {
  const t = useText();
  const locale = useLocale();
  const { mode, background } = useTheme().palette;
  const shown = SEVERITIES.filter(severity =>
    days.some(day => day.open[severity] > 0),
  );
  return (
    <LineChart
      height={height}
      skipAnimation
      margin={{ left: 0, right: 16, top: 8, bottom: 0 }}
      grid={{ horizontal: true }}
      sx={{
        // The library brightens areas until they hardly show on white.
        [`& .${lineClasses.area}`]: { filter: 'none' },
        // A gap between areas tells them apart without their colours.
        [`& .${lineClasses.line}`]: { stroke: background.paper },
      }}
      xAxis={[
        {
          scaleType: 'point',
          data: days.map(day => day.date),
          valueFormatter: (date: string) => dayName(date, locale),
          tickLabelMinGap: 16,
        },
      ]}
      yAxis={[{ min: 0, tickMinStep: 1, width: 32 }]}
      series={shown.map(severity => ({
        id: severity,
        label: t(`severity.${severity}`),
        data: days.map(day => day.open[severity]),
        color: SEVERITY_LOOKS[severity].fill[mode],
        stack: 'open',
        area: true,
        showMark: false,
        curve: 'stepBefore' as const,
      }))}
    />
  );
}
