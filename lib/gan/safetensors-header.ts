// The JSON header of a safetensors file as data. Not a general JSON parser: it accepts exactly what the format needs
// (objects of objects of strings and lists of whole numbers), because JSON.parse hides duplicate names and because a
// hostile header should be refused before anything is built from it. Names are kept in Maps, so "__proto__" is a name.

export interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export interface Header {
  readonly entries: ReadonlyMap<string, HeaderEntry>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** The reserved name of the table of strings. */
export const METADATA_NAME = '__metadata__';

/** What is wrong with a header, as the end of a sentence; safetensors.ts turns it into a PlaygroundError. */
export class HeaderProblem extends Error {}

type FieldValue = string | readonly number[];

const INTEGER = /(?:0|[1-9][0-9]{0,15})(?![0-9.eE])/y;
const SPACE = /[ \t\n\r]*/y;

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return null;
    this.#at = pattern.lastIndex;
    return found[0];
  }

  /** Skips white space, then consumes `token` if it comes next. */
  take(token: string): boolean {
    this.#match(SPACE);
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw new HeaderProblem(`"${token}" is missing in its header`);
  }

  peek(token: string): boolean {
    this.#match(SPACE);
    return this.#text.startsWith(token, this.#at);
  }

  string(): string {
    this.#match(SPACE);
    const start = this.#at;
    let end = start + 1;
    while (end < this.#text.length && this.#text[end] !== '"') {
      end += this.#text[end] === '\\' ? 2 : 1;
    }
    this.#at = end + 1;
    // JSON.parse judges the escapes and control characters of this one literal.
    try {
      if (this.#text[start] === '"') return JSON.parse(this.#text.slice(start, end + 1)) as string;
    } catch {}
    throw new HeaderProblem('a name in its header is not a JSON string');
  }

  integers(): readonly number[] {
    this.expect('[');
    const values: number[] = [];
    if (this.take(']')) return values;
    do {
      this.#match(SPACE);
      const literal = this.#match(INTEGER);
      const value = Number(literal ?? Number.NaN);
      if (!Number.isSafeInteger(value)) {
        throw new HeaderProblem('a size in its header is not a whole number');
      }
      values.push(value);
    } while (this.take(','));
    this.expect(']');
    return values;
  }

  /** An object whose values `read` consumes one by one; a name that comes twice is refused. */
  object(read: (name: string) => void): void {
    const seen = new Set<string>();
    this.expect('{');
    if (this.take('}')) return;
    do {
      const name = this.string();
      if (seen.has(name)) throw new HeaderProblem(`its header names "${name.slice(0, 60)}" twice`);
      seen.add(name);
      this.expect(':');
      read(name);
    } while (this.take(','));
    this.expect('}');
  }

  end(): void {
    this.#match(SPACE);
    if (this.#at !== this.#text.length) throw new HeaderProblem('its header goes on after its end');
  }
}

function readEntry(scanner: Scanner, name: string): HeaderEntry {
  const fields = new Map<string, FieldValue>();
  scanner.object((field) => {
    fields.set(field, scanner.peek('[') ? scanner.integers() : scanner.string());
  });
  const dtype = fields.get('dtype');
  const shape = fields.get('shape');
  const offsets = fields.get('data_offsets');
  if (fields.size !== 3 || typeof dtype !== 'string' || !Array.isArray(shape)) {
    throw new HeaderProblem(
      `tensor "${name.slice(0, 60)}" must have dtype, shape and data_offsets`,
    );
  }
  if (!Array.isArray(offsets) || offsets.length !== 2) {
    throw new HeaderProblem(`tensor "${name.slice(0, 60)}" needs two data_offsets`);
  }
  return { dtype, shape, begin: offsets[0], end: offsets[1] };
}

/**
 * @param text the header, trailing spaces included
 * @param maxEntries tensors and metadata strings allowed, each
 * @throws HeaderProblem
 */
export function parseHeader(text: string, maxEntries: number): Header {
  const scanner = new Scanner(text);
  const entries = new Map<string, HeaderEntry>();
  const metadata = new Map<string, string>();
  scanner.object((name) => {
    if (name === METADATA_NAME) scanner.object((key) => metadata.set(key, scanner.string()));
    else entries.set(name, readEntry(scanner, name));
    if (entries.size > maxEntries || metadata.size > maxEntries) {
      throw new HeaderProblem(`it holds more than ${maxEntries} tensors`);
    }
  });
  scanner.end();
  return { entries, metadata };
}
