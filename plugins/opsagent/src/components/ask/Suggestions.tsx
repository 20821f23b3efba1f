import { ConversationAbout } from '@opsagent/backstage-plugin-opsagent-common';
import { useSuggestions } from '../../hooks/useSuggestions';
import { useSuggestionText } from '../../hooks/useSuggestionText';
import { useText } from '../../hooks/useText';
import { QuestionButtons } from './QuestionButtons';

export interface SuggestionsProps {
  /** Must be stable between renders. */
  about: ConversationAbout;
  /** Whether another question is under way. */
  busy: boolean;
  onAsk(question: string): void;
}

/** Questions to start from. Nothing without them: one can ask all the same. */
export function Suggestions({ about, busy, onAsk }: SuggestionsProps) {
  const t = useText();
  const suggestionText = useSuggestionText();
  const { value: list } = useSuggestions(about);
  if (!list || list.items.length === 0) return null;
  return (
    <QuestionButtons
      name={t('ask.suggestions')}
      questions={list.items.map(suggestionText)}
      busy={busy}
      onAsk={onAsk}
    />
  );
}
