import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import { SvgIconProps } from '@mui/material/SvgIcon';
import Typography from '@mui/material/Typography';
import { ComponentType, ReactNode } from 'react';

export interface StateMessageProps {
  Icon: ComponentType<SvgIconProps>;
  /** Colours the icon when the state is good or bad news. */
  tone?: 'success' | 'error' | 'neutral';
  title: string;
  children?: ReactNode;
}

const COLORS = {
  success: { light: '#1b6e3a', dark: '#8fe0ab' },
  error: { light: '#b00020', dark: '#ffb3ac' },
  neutral: { light: '#555f6b', dark: '#cfd6de' },
} as const;

/** What the page says when it has no findings to show. */
export function StateMessage(props: StateMessageProps) {
  const { Icon, tone = 'neutral', title, children } = props;
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Stack direction="row" spacing={1.5} alignItems="flex-start">
        <Icon
          aria-hidden
          sx={theme => ({ color: COLORS[tone][theme.palette.mode] })}
        />
        <Stack spacing={1} sx={{ minWidth: 0, flex: 1 }}>
          <Typography
            component="h3"
            sx={{ fontSize: '1.05rem', fontWeight: 700 }}
          >
            {title}
          </Typography>
          {children}
        </Stack>
      </Stack>
    </Paper>
  );
}
