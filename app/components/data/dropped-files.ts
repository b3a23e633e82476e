// The files of a drop or of a file dialog with their paths; folders are walked into. Nothing is read here.

import type { OwnFile } from '../../workers/protocol';

/** A folder within a folder within … deeper than this is no data set. */
const MAX_DEPTH = 16;
/** The worker refuses more than its own limit; walking stops a little above it. */
const MAX_FILES = 100_001;

/** Must be called while the drop event is being handled: its items are gone afterwards. */
export function entriesOf(transfer: DataTransfer): readonly (FileSystemEntry | File)[] {
  return [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? []);
}

const RUN_FILE = /\.safetensors$/i;

/** The saved run that is dropped alone; null for anything else. */
export function soleRunFile({ files }: Pick<DataTransfer, 'files'>): File | null {
  const [only] = files;
  return only !== undefined && files.length === 1 && RUN_FILE.test(only.name) ? only : null;
}

/** Every file at and below the entries, in the order of their paths. */
export async function filesBelow(
  entries: readonly (FileSystemEntry | File)[],
): Promise<readonly OwnFile[]> {
  const files: OwnFile[] = [];
  const walk = async (entry: FileSystemEntry, depth: number): Promise<void> => {
    if (files.length >= MAX_FILES || depth > MAX_DEPTH) return;
    if (isFile(entry)) {
      files.push({ path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry) });
    } else if (isFolder(entry)) {
      for (const child of await childrenOf(entry)) await walk(child, depth + 1);
    }
  };
  for (const entry of entries) {
    if (entry instanceof File) files.push({ path: entry.name, file: entry });
    else await walk(entry, 0);
  }
  return inOrder(files);
}

/** The files of an input element; a folder input gives their paths. */
export const filesOfInput = (list: FileList | null): readonly OwnFile[] =>
  inOrder([...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })));

/** Browsers list folders in any order; the same folder must always give the same set. */
const inOrder = (files: readonly OwnFile[]): readonly OwnFile[] =>
  [...files].sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A reader hands out a folder in portions and ends with an empty one. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) return children;
    children.push(...portion);
  }
}
