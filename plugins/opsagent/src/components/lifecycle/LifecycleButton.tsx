import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import {
  Life,
  opsagentFindingUpdatePermission,
  isUnseen,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useContext, useEffect } from 'react';
import { choicesOf } from '../../format/lifecycleChoice';
import { lifecycleContext } from '../../hooks/lifecycleContext';
import { isAcceptable, LifecycleTarget } from '../../hooks/useLifecycleChange';
import { useText } from '../../hooks/useText';
import { unavailable } from '../unavailable';

export interface LifecycleButtonProps {
  target: LifecycleTarget;
  /** As last read. It may change while the form is open. */
  life: Life & { mayChange: boolean };
}

/** Opens the choice of states, where there is one. A reader who may not change it learns which permission that takes. */
export function LifecycleButton({ target, life }: LifecycleButtonProps) {
  const t = useText();
  const { edit, report } = useContext(lifecycleContext);
  useEffect(() => report(target, life));
  if (choicesOf(life.state).length === 0) return null;
  const disabled = !life.mayChange;
  const respond = isAcceptable(target)
    ? 'acceptance.respond'
    : 'lifecycle.respond';
  const action = t(isUnseen(life) ? respond : 'lifecycle.change');
  const permission = opsagentFindingUpdatePermission.name;
  return (
    <Tooltip
      describeChild
      title={disabled ? t('lifecycle.denied', { permission }) : ''}
    >
      <Button
        size="small"
        variant="outlined"
        aria-label={t('lifecycle.actionOn', { action, title: target.title })}
        aria-haspopup="dialog"
        aria-disabled={disabled}
        onClick={disabled ? undefined : () => edit(target, life)}
        sx={{
          textTransform: 'none',
          whiteSpace: 'nowrap',
          ...(disabled && unavailable),
        }}
      >
        {action}
      </Button>
    </Tooltip>
  );
}
