import Button from '@mui/material/Button';
import { useText } from '../../hooks/useText';

export interface CitationButtonProps {
  /** Of what is cited. */
  id: string;
  open: boolean;
  /** The id of the element that shows it. */
  controls: string;
  onClick(): void;
}

/** The id by which something that was seen is cited; shows and hides it. */
export function CitationButton(props: CitationButtonProps) {
  const { controls, id, onClick, open } = props;
  const t = useText();
  return (
    <Button
      size="small"
      aria-expanded={open}
      aria-controls={controls}
      aria-label={t('investigation.verdict.show', { id })}
      onClick={onClick}
      sx={{ minWidth: 0, py: 0, px: 0.5, fontFamily: 'monospace' }}
    >
      {id}
    </Button>
  );
}
