import Box from '@mui/material/Box';
import { shareText } from '../../format/amounts';
import { useAmountText } from '../../hooks/useAmountText';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';

export interface ResourceBarProps {
  /** Names the resource where nothing beside the bar does. */
  label?: string;
  resource: 'cpu' | 'memory';
  requests: number;
  limits: number;
  /** Absent where nothing is set apart, as for a namespace. */
  allocatable?: number;
  /** What shares are told of; `allocatable` unless given. Without either there are words alone, as nothing says how long a bar should be. */
  whole?: number;
}

/** How much of a resource is asked for, as a bar and in words: requests are solid, limits hatched, and a line marks the whole. */
export function ResourceBar(props: ResourceBarProps) {
  const { label, resource, requests, limits, allocatable } = props;
  const { whole = allocatable } = props;
  const t = useText();
  const locale = useLocale();
  const amountText = useAmountText();
  const longest = Math.max(requests, limits, whole ?? 0);
  const width = (amount: number) =>
    `${longest > 0 ? (100 * amount) / longest : 0}%`;
  const stated = (of: 'requested' | 'limited', value: number) => {
    const amount = amountText(resource, value);
    const share = shareText(value, whole, locale);
    return share === undefined
      ? t(`clusterPages.amount.${of}`, { amount })
      : t(`clusterPages.amount.${of}Share`, { amount, share });
  };
  return (
    <Box sx={{ minWidth: 0, maxWidth: 420 }}>
      {whole !== undefined && whole > 0 && (
        <Box
          aria-hidden
          sx={theme => ({
            position: 'relative',
            height: 12,
            my: 0.5,
            overflow: 'hidden',
            borderRadius: 0.5,
            border: 1,
            borderColor: 'text.disabled',
            '& > span': { position: 'absolute', left: 0, top: 0, bottom: 0 },
            '& > .limits': {
              width: width(limits),
              background: `repeating-linear-gradient(135deg, transparent 0 3px, ${theme.palette.text.secondary} 3px 4px)`,
            },
            '& > .requests': {
              width: width(requests),
              bgcolor: 'primary.main',
              bottom: '4px',
            },
            '& > .whole': {
              left: `calc(${width(whole ?? 0)} - 2px)`,
              width: 2,
              bgcolor: 'text.primary',
            },
          })}
        >
          <span className="limits" />
          <span className="requests" />
          <span className="whole" />
        </Box>
      )}
      <Box component="span" sx={{ typography: 'body2' }}>
        {label && (
          <Box component="span" sx={{ display: { md: 'none' } }}>
            {`${label}: `}
          </Box>
        )}
        {[
          stated('requested', requests),
          stated('limited', limits),
          ...(allocatable === undefined
            ? []
            : [
                t('clusterPages.amount.allocatable', {
                  amount: amountText(resource, allocatable),
                }),
              ]),
        ].join(' · ')}
      </Box>
    </Box>
  );
}
