// The attribute that lets a file input take a folder; every browser has it, React's types do not.

import 'react';

declare module 'react' {
  interface InputHTMLAttributes<T> {
    webkitdirectory?: '' | undefined;
  }
}
