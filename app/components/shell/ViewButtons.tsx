// How the page looks: language, theme, projector; and the help.

import { useStore } from 'zustand';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { Icon, type IconName } from '../controls/Icon';
import { IconButton } from '../controls/IconButton';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const THEME_ICONS: Readonly<Record<Theme, IconName>> = {
  system: 'halfDisc',
  light: 'sun',
  dark: 'moon',
};

const following = (theme: Theme): Theme =>
  THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';

export function LanguageButton() {
  const { actions } = useApp();
  const { shell, language } = useTexts();
  const other = language === 'en' ? 'zh-Hans' : 'en';
  return (
    <IconButton
      label={other === 'en' ? shell.english : shell.chinese}
      help={`${shell.language}: ${other === 'en' ? shell.english : shell.chinese}`}
      onPress={() => actions.setLanguage(other)}
    >
      {/* Short where short can be: the visible text must be part of the name. */}
      <span lang={other}>{other === 'en' ? shell.english : '中'}</span>
    </IconButton>
  );
}

export function ThemeButton() {
  const { stores, actions } = useApp();
  const theme = useStore(stores.view, (state) => state.theme);
  const { shell } = useTexts();
  const label = `${shell.theme}: ${shell.themes[theme]}`;
  return (
    <IconButton label={label} onPress={() => actions.setTheme(following(theme))}>
      <Icon name={THEME_ICONS[theme]} />
    </IconButton>
  );
}

export function ProjectorButton() {
  const { stores, actions } = useApp();
  const projector = useStore(stores.view, (state) => state.projector);
  const { shell } = useTexts();
  return (
    <IconButton
      label={shell.projector}
      help={`${shell.projector}. ${shell.projectorHelp}`}
      pressed={projector}
      onPress={() => actions.setProjector(!projector)}
      shortcut="P"
    >
      <Icon name="projector" />
    </IconButton>
  );
}
