import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { ListControls } from '../../hooks/useListControls';
import { useText } from '../../hooks/useText';

export interface PagerProps {
  controls: Pick<ListControls<string>, 'cursors' | 'turnTo'>;
  /** Of the page that follows. */
  next: string | undefined;
}

/** Turns the pages of a list; nothing when there is only one. */
export function Pager({ controls, next }: PagerProps) {
  const t = useText();
  const { cursors, turnTo } = controls;
  if (cursors.length === 0 && !next) return null;
  return (
    <Stack direction="row" gap={1} sx={{ mt: 1 }}>
      <Button
        variant="outlined"
        size="small"
        disabled={cursors.length === 0}
        onClick={() => turnTo(cursors.slice(0, -1))}
        sx={{ textTransform: 'none' }}
      >
        {t('page.previous')}
      </Button>
      <Button
        variant="outlined"
        size="small"
        disabled={!next}
        onClick={() => next && turnTo([...cursors, next])}
        sx={{ textTransform: 'none' }}
      >
        {t('page.next')}
      </Button>
    </Stack>
  );
}
