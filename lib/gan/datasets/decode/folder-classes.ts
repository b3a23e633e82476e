// Classes from folders: pictures whose folders have different names are labelled by the name of the folder they lie in.

import type { ClassLabels } from './labels';
import { checkClassCount } from './labels';

/** Longer names would break the page that shows them. */
const MAX_NAME = 60;

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Those of the distinct `folders` that hold another one of them: sorted, such a folder comes right before its content. */
function foldersAboveOthers(folders: readonly string[]): ReadonlySet<string> {
  const prefixes = folders.map((folder) => (folder === '' ? '' : `${folder}/`)).sort();
  const above = prefixes.filter((prefix, i) => prefixes[i + 1]?.startsWith(prefix));
  return new Set(above.map((prefix) => prefix.slice(0, -1)));
}

export interface FolderClasses {
  /** Null when all pictures lie in one folder, or some lie above the others. */
  readonly classes: ClassLabels | null;
  readonly note: string | null;
}

/**
 * @param paths of the pictures, with "/" between their parts
 * @throws PlaygroundError data.tooLarge for too many classes
 */
export function classesFromFolders(paths: readonly string[]): FolderClasses {
  const folders = paths.map(folderOf);
  const distinct = [...new Set(folders)];
  if (distinct.length < 2) return { classes: null, note: null };
  const above = foldersAboveOthers(distinct);
  if (above.size > 0) {
    const outside = folders.filter((folder) => above.has(folder)).length;
    const lie = outside === 1 ? '1 picture lies' : `${outside} pictures lie`;
    const note = `${lie} beside the sub-folders, so the folders were not read as classes`;
    return { classes: null, note };
  }
  const nameOf = (folder: string) => folder.slice(folder.lastIndexOf('/') + 1);
  const names = [...new Set(distinct.map(nameOf))].sort();
  if (names.length < 2) return { classes: null, note: null };
  checkClassCount(names.length);
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const labels = Uint8Array.from(folders, (folder) => indexOf.get(nameOf(folder)) as number);
  const classes = names.map((name) =>
    name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name,
  );
  return { classes: { labels, classes }, note: `${names.length} folders became classes` };
}
