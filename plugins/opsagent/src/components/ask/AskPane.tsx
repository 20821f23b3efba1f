import { useText } from '../../hooks/useText';
import { Pane } from '../Pane';
import { Ask, AskProps } from './Ask';

/** The same as `Ask`, as a part of a page. */
export function AskPane({ about }: AskProps) {
  const t = useText();
  return (
    <Pane title={t('ask.title')}>
      <Ask about={about} />
    </Pane>
  );
}
