// The header of an NPY file: a Python dictionary literal with exactly the keys descr, fortran_order and shape. Read by a
// small tokenizer that knows these literals and nothing else of Python. Source: NEP 1 and numpy/lib/format.py (text of
// the format description, versions 1.0 to 3.0).

export interface NpyHeader {
  /** Such as "<f4"; anything but a plain string (records) is returned as it stands, for the message. */
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
}

const TOKEN =
  /\s*(?:'([^'\\]*)'|"([^"\\]*)"|(True|False)\b|([0-9]{1,16})L?(?![0-9A-Za-z_.])|([{}()[\]:,]))/y;

type Token =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'mark'; readonly value: string };

function tokenize(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text);
    if (found === null) return null;
    const [, single, double, truth, integer, mark] = found;
    if (truth !== undefined) tokens.push({ kind: 'boolean', value: truth === 'True' });
    else if (integer !== undefined) tokens.push({ kind: 'integer', value: Number(integer) });
    else if (mark !== undefined) tokens.push({ kind: 'mark', value: mark });
    else tokens.push({ kind: 'string', value: single ?? double ?? '' });
  }
  return tokens;
}

/** The index after a bracketed list that starts at `at`, or null when it has no end. */
function afterList(tokens: readonly Token[], at: number): number | null {
  let depth = 0;
  for (let i = at; i < tokens.length; i++) {
    const { kind, value } = tokens[i] as Token;
    if (kind !== 'mark') continue;
    if (value === '[' || value === '(') depth += 1;
    if (value === ']' || value === ')') depth -= 1;
    if (depth === 0) return i + 1;
  }
  return null;
}

/** (3,) or (3, 4) or (): integers between parentheses, with a comma after a single one. */
function shapeOf(tokens: readonly Token[]): readonly number[] | null {
  const inner = tokens.slice(1, -1);
  const shape: number[] = [];
  for (const [i, token] of inner.entries()) {
    if (i % 2 === 1) {
      if (token.kind !== 'mark' || token.value !== ',') return null;
    } else {
      if (token.kind !== 'integer' || !Number.isSafeInteger(token.value)) return null;
      shape.push(token.value);
    }
  }
  return inner.length === 1 ? null : shape;
}

/** @returns the three fields, or null when `text` is not such a dictionary */
export function parseNpyHeader(text: string): NpyHeader | null {
  const tokens = tokenize(text);
  if (tokens === null) return null;
  const isMark = (i: number, value: string) =>
    tokens[i]?.kind === 'mark' && tokens[i]?.value === value;
  const fields = new Map<string, readonly Token[]>();
  let at = 1;
  if (!isMark(0, '{')) return null;
  while (!isMark(at, '}')) {
    const key = tokens[at];
    if (key?.kind !== 'string' || fields.has(key.value) || !isMark(at + 1, ':')) return null;
    const start = at + 2;
    const end = isMark(start, '(') || isMark(start, '[') ? afterList(tokens, start) : start + 1;
    if (end === null || end > tokens.length) return null;
    fields.set(key.value, tokens.slice(start, end));
    if (isMark(end, ',')) at = end + 1;
    else if (isMark(end, '}')) at = end;
    else return null;
  }
  if (at !== tokens.length - 1 || fields.size !== 3) return null;
  const descr = fields.get('descr');
  const order = fields.get('fortran_order')?.[0];
  const shapeTokens = fields.get('shape') ?? [];
  const first = shapeTokens[0];
  const shape = first?.kind === 'mark' && first.value === '(' ? shapeOf(shapeTokens) : null;
  if (descr === undefined || order?.kind !== 'boolean' || shape === null) return null;
  const [only] = descr;
  const isPlain = descr.length === 1 && only?.kind === 'string';
  return { descr: isPlain ? only.value : 'records', fortranOrder: order.value, shape };
}
