import { Life } from '@opsagent/backstage-plugin-opsagent-common';
import Box from '@mui/material/Box';
import { ReactNode, useMemo, useState } from 'react';
import { lifecycleContext } from '../../hooks/lifecycleContext';
import { LifecycleTarget } from '../../hooks/useLifecycleChange';
import { LifecycleDialog } from './LifecycleDialog';

export interface LifecycleChangesProps {
  /** Reads again what is shown. */
  refresh(): Promise<void>;
  children: ReactNode;
}

/**
 * Around everything whose state can be changed: holds the form, as what it is about may move elsewhere or go while the form is open, reads again after a change, and
 * tells screen readers.
 */
export function LifecycleChanges(props: LifecycleChangesProps) {
  const { refresh, children } = props;
  const [announcement, setAnnouncement] = useState('');
  const [edited, setEdited] = useState<{
    target: LifecycleTarget;
    life: Life;
  }>();
  const value = useMemo(
    () => ({
      refresh,
      changed: async (words: string) => {
        await refresh();
        setAnnouncement(words);
      },
      edit: (target: LifecycleTarget, life: Life) =>
        setEdited({ target, life }),
      report: (target: LifecycleTarget, life: Life) =>
        setEdited(current =>
          current?.target.id === target.id &&
          current.life.stateSince !== life.stateSince
            ? { target, life }
            : current,
        ),
    }),
    [refresh],
  );
  return (
    <lifecycleContext.Provider value={value}>
      {children}
      {edited && (
        <LifecycleDialog
          key={edited.target.id}
          {...edited}
          onClose={() => setEdited(undefined)}
        />
      )}
      <Box
        role="status"
        sx={{
          position: 'absolute',
          width: '1px',
          height: '1px',
          overflow: 'hidden',
          clipPath: 'inset(50%)',
          whiteSpace: 'nowrap',
        }}
      >
        {announcement}
      </Box>
    </lifecycleContext.Provider>
  );
}
