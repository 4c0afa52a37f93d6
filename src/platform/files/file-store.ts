// Where files are kept: what is too large for rows. A file has no name but the hash of what is in it, so that it never changes,
// is kept once however often it comes, and can be looked at again to see that it is whole. Who needs it keeps its hash in a row;
// a file that no row names is swept away after a time (`src/shell/sweep-files.ts`), also one whose transaction did not commit.

/** A file that was kept: the SHA-256 of its content, 64 hexadecimal digits, and its size. */
export type KeptFile = { hash: string; bytes: number }

/** A port: files on this machine's disk now, an object store where somebody writes that. */
export type FileStore = {
  /** Keeps a file; it is there for good when this returns. */
  put: (merchantId: string, content: Uint8Array | AsyncIterable<Uint8Array>) => Promise<KeptFile>
  /** A file's content; undefined where there is none. */
  open: (merchantId: string, hash: string) => Promise<{ stream: NodeJS.ReadableStream; bytes: number } | undefined>
  /** The whole of a small file. */
  read: (merchantId: string, hash: string) => Promise<Buffer | undefined>
  /** Removes a file that was put before a moment and not again since; answers whether it did. */
  removeBefore: (merchantId: string, hash: string, before: Date) => Promise<boolean>
  /** Hashes of the files that were put before a moment, and not again since. */
  listBefore: (merchantId: string, before: Date) => Promise<string[]>
}

/** The form of a hash: it becomes a part of a path. */
export const fileHashForm = /^[0-9a-f]{64}$/

const nowhere = () => Promise.reject(new Error('no files are kept here'))

/** For who only describes the program, or never comes to a file. */
export const noFiles: FileStore = {
  put: nowhere,
  open: nowhere,
  read: nowhere,
  removeBefore: nowhere,
  listBefore: nowhere,
}
