// Where a mistake in a component stops: the rest of the page goes on, and the run can still be saved.

import { Component, type ReactNode } from 'react';
import { toWireError, type WireError } from '../../../lib/schema/errors';
import { useTexts } from '../../i18n/use-texts';
import { Button } from '../controls/Button';
import { Notice } from '../controls/Notice';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: WireError | null;
}

function Broken(props: { readonly error: WireError; readonly onRetry: () => void }) {
  const { shell, errorText } = useTexts();
  return (
    <Notice tone="error" actions={<Button onPress={props.onRetry}>{shell.retry}</Button>}>
      {errorText(props.error)}
    </Notice>
  );
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: toWireError(error) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? (
      this.props.children
    ) : (
      <Broken error={error} onRetry={() => this.setState({ error: null })} />
    );
  }
}
