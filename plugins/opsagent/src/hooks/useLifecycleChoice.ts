import { AcceptanceScope } from '@opsagent/backstage-plugin-opsagent-common';
import { useState } from 'react';
import { Term } from '../format/acceptance';
import { Choice } from '../format/lifecycleChoice';

/**
 * What is chosen and typed in a form in which a state is changed. A choice that is none any more gives way to the likeliest.
 *
 * @param likeliest - what is chosen at first; the first choice unless said otherwise
 */
export function useLifecycleChoice(
  choices: readonly Choice[],
  likeliest: Choice = choices[0],
) {
  const [picked, pick] = useState<Choice>(likeliest);
  const [typed, type] = useState('');
  const [reason, giveReason] = useState('');
  const [term, chooseTerm] = useState<Term>('quarter');
  const [scope, chooseScope] = useState<AcceptanceScope>('object');
  const choice = choices.includes(picked) ? picked : choices[0];
  return {
    chosen: { choice, typed, reason, term, scope },
    pick,
    type,
    giveReason,
    chooseTerm,
    chooseScope,
  };
}

export type LifecycleChoice = ReturnType<typeof useLifecycleChoice>;
