import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { IncidentTrend } from '@opsagent/backstage-plugin-opsagent-common';
import { SEVERITIES } from '../../format/incidentFilters';
import { dayName } from '../../format/trend';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';

export interface OpenTrendTableProps {
  /** Oldest first. */
  days: IncidentTrend['days'];
}

/** Open incidents day by day in numbers, the latest first. */
export function OpenTrendTable({ days }: OpenTrendTableProps) {
  const t = useText();
  const locale = useLocale();
  return (
    // Scrolled by keyboard, too.
    <TableContainer
      tabIndex={0}
      role="region"
      aria-label={t('platform.trend.open')}
      sx={{ maxHeight: 320 }}
    >
      <Table size="small" stickyHeader>
        <TableHead>
          <TableRow>
            <TableCell>{t('platform.trend.day')}</TableCell>
            {SEVERITIES.map(severity => (
              <TableCell key={severity} align="right">
                {t(`severity.${severity}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {[...days].reverse().map(({ date, open }) => (
            <TableRow key={date}>
              <TableCell component="th" scope="row">
                {dayName(date, locale)}
              </TableCell>
              {SEVERITIES.map(severity => (
                <TableCell key={severity} align="right">
                  {open[severity]}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
