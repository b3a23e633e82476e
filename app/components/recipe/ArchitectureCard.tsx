// An architecture as its paper introduces it: name, year, idea, parents, and what differs here.

import type { ReactNode } from 'react';
import type { ArchitectureEntry } from '../../../lib/schema/catalog';
import { useTexts } from '../../i18n/use-texts';
import { Disclosure } from '../controls/Disclosure';
import styles from './ArchitectureCard.module.css';

export interface ArchitectureCardProps {
  readonly entry: ArchitectureEntry;
  /** Labels of the architectures that it builds on. */
  readonly parents: readonly string[];
  readonly action?: ReactNode;
  /** Why it cannot train on the chosen data. */
  readonly refusal?: string | null;
}

export function ArchitectureCard({ entry, parents, action, refusal }: ArchitectureCardProps) {
  const { recipe, localise, language } = useTexts();
  const separator = language === 'en' ? ', ' : '、';
  return (
    <article className={styles.card} aria-label={localise(entry.label)}>
      <header className={styles.head}>
        <h4 className={styles.name}>{localise(entry.label)}</h4>
        <span className={styles.year}>{entry.year}</span>
        <span className={styles.action}>{action}</span>
      </header>
      <p className={styles.summary}>{localise(entry.summary)}</p>
      {refusal && <p className={styles.refusal}>{recipe.doesNotFit(localise(refusal))}</p>}
      <p className={styles.meta}>
        {entry.parents.length === 0 ? recipe.root : recipe.buildsOn(parents.join(separator))}
        {' · '}
        <a
          href={`https://arxiv.org/abs/${entry.paper.arxiv}`}
          target="_blank"
          rel="noreferrer"
          title={`${entry.paper.authors}: ${entry.paper.title}`}
        >
          {recipe.readPaper}
        </a>
      </p>
      <Disclosure summary={recipe.differences}>
        <p className={styles.paper} lang="en">
          {entry.paper.authors}: <cite>{entry.paper.title}</cite>, {entry.year}
        </p>
        <ul className={styles.differences}>
          {entry.differences.map((difference) => (
            <li key={difference}>{localise(difference)}</li>
          ))}
        </ul>
      </Disclosure>
    </article>
  );
}
