// Everything Chinese in one module, which load-texts.ts fetches when it is wanted.

import type { ErrorCode, ErrorDetails, WireError } from '../../../lib/schema/errors';
import type { Texts } from '../texts';
import { localise } from './catalog';
import { errors } from './errors';
import { ZH_HANS } from './zh-hans';

function errorText(error: WireError): string {
  // The table pairs each code with a function of its own details, and the wire keeps the two together.
  const text = errors[error.code] as (details: ErrorDetails<ErrorCode>) => string;
  return text(error.details as ErrorDetails<ErrorCode>);
}

export const ZH_HANS_TEXTS: Texts = { ...ZH_HANS, language: 'zh-Hans', localise, errorText };
