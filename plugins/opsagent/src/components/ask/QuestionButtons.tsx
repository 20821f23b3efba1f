import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useId } from 'react';
import { PlainList } from '../PlainList';
import { unavailable } from '../unavailable';

export interface QuestionButtonsProps {
  name: string;
  questions: readonly string[];
  /** Whether another question is under way. */
  busy: boolean;
  onAsk(question: string): void;
}

/** Questions that are asked by pressing them. */
export function QuestionButtons(props: QuestionButtonsProps) {
  const { busy, name, onAsk, questions } = props;
  const nameId = useId();
  return (
    <div role="group" aria-labelledby={nameId}>
      <Box id={nameId} sx={{ color: 'text.secondary', mb: 0.5 }}>
        {name}
      </Box>
      <PlainList>
        {questions.map(each => (
          <li key={each}>
            <Button
              size="small"
              variant="outlined"
              aria-disabled={busy}
              onClick={busy ? undefined : () => onAsk(each)}
              sx={{
                textTransform: 'none',
                textAlign: 'start',
                overflowWrap: 'anywhere',
                ...(busy && unavailable),
              }}
            >
              {each}
            </Button>
          </li>
        ))}
      </PlainList>
    </div>
  );
}
