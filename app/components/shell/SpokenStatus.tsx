// The state of the run for screen readers: said when it changes, not at every step.

import { useStore } from 'zustand';
import { formatCount } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { phaseText } from './run-phase';

export function SpokenStatus() {
  const { stores } = useApp();
  const phase = useStore(stores.run, (state) => state.phase);
  const texts = useTexts();
  // Read once per change of phase; subscribing would speak at every step.
  const { step } = stores.run.getState();
  return (
    <p className="spoken" role="status" aria-live="polite">
      {texts.shell.spokenStatus(phaseText(texts, phase, step), formatCount(step))}
    </p>
  );
}
