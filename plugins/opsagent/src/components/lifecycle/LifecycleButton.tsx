import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Tooltip from '@mui/material/Tooltip';
import {
  Life,
  opsagentFindingUpdatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useId, useState } from 'react';
import { isUnseen } from '../../format/attention';
import { choicesOf } from '../../format/lifecycleChoice';
import { LifecycleTarget } from '../../hooks/useLifecycleChange';
import { useText } from '../../hooks/useText';
import { FocusRings } from '../FocusRings';
import { LifecycleForm } from './LifecycleForm';

export interface LifecycleButtonProps {
  target: LifecycleTarget;
  /** As last read. It may change while the form is open. */
  life: Life;
}

/** Opens the choice of states, where there is one. A reader who may not change it learns which permission that takes. */
export function LifecycleButton({ target, life }: LifecycleButtonProps) {
  const t = useText();
  const titleId = useId();
  const [open, setOpen] = useState(false);
  const { loading, allowed } = usePermission({
    permission: opsagentFindingUpdatePermission,
  });
  // A form that is open stays, to say that there is nothing left to choose.
  if (!open && choicesOf(life.state).length === 0) return null;
  const disabled = loading || !allowed;
  const action = t(isUnseen(life) ? 'lifecycle.respond' : 'lifecycle.change');
  const permission = opsagentFindingUpdatePermission.name;
  return (
    <>
      <Tooltip
        describeChild
        title={
          !loading && !allowed ? t('lifecycle.denied', { permission }) : ''
        }
      >
        <Button
          size="small"
          variant="outlined"
          aria-label={t('lifecycle.actionOn', { action, title: target.title })}
          aria-haspopup="dialog"
          aria-disabled={disabled}
          onClick={disabled ? undefined : () => setOpen(true)}
          sx={{
            textTransform: 'none',
            whiteSpace: 'nowrap',
            ...(disabled && {
              color: 'text.secondary',
              borderColor: 'divider',
              cursor: 'not-allowed',
            }),
          }}
        >
          {action}
        </Button>
      </Tooltip>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        aria-labelledby={titleId}
        transitionDuration={0}
        fullWidth
        maxWidth="xs"
        PaperProps={{ sx: { p: 2 } }}
      >
        <FocusRings>
          <LifecycleForm
            titleId={titleId}
            target={target}
            life={life}
            onClose={() => setOpen(false)}
          />
        </FocusRings>
      </Dialog>
    </>
  );
}
