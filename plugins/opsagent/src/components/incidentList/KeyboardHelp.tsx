import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useText } from '../../hooks/useText';
import { Fact } from '../Fact';
import { Facts } from '../Facts';
import { FocusRings } from '../FocusRings';

const KEYS = [
  { key: 'j', text: 'next' },
  { key: 'k', text: 'previous' },
  { key: 'Enter', text: 'open' },
  { key: 'x', text: 'choose' },
  { key: 'a', text: 'acknowledge' },
  { key: 's', text: 'snooze' },
  { key: '?', text: 'help' },
] as const;

export interface KeyboardHelpProps {
  enabled: boolean;
  onEnable(enabled: boolean): void;
  onClose(): void;
}

/** What the keys do in the list, and a switch for who is disturbed by them. */
export function KeyboardHelp(props: KeyboardHelpProps) {
  const { enabled, onEnable, onClose } = props;
  const t = useText();
  const titleId = useId();
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      transitionDuration={0}
      PaperProps={{ sx: { p: 2 } }}
    >
      <FocusRings>
        <Stack spacing={1.5}>
          <Typography
            id={titleId}
            component="h2"
            sx={{ fontSize: '0.95rem', fontWeight: 700 }}
          >
            {t('incidentList.keys.title')}
          </Typography>
          <Facts>
            {KEYS.map(({ key, text }) => (
              <Fact key={key} label={key}>
                {t(`incidentList.keys.${text}`)}
              </Fact>
            ))}
          </Facts>
          <FormControlLabel
            control={
              <Switch
                checked={enabled}
                onChange={event => onEnable(event.target.checked)}
              />
            }
            label={t('incidentList.keys.use')}
            slotProps={{ typography: { variant: 'body2' } }}
          />
          <Button
            size="small"
            onClick={onClose}
            sx={{ alignSelf: 'flex-end', textTransform: 'none' }}
          >
            {t('incidentList.close')}
          </Button>
        </Stack>
      </FocusRings>
    </Dialog>
  );
}
