import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The test files by what they need; paths from the project's folder. */
export type TestFiles = { plain: string[]; browser: string[] }

/** Every test file, or those whose path contains one of the patterns. */
export async function findTestFiles(root: string, patterns: readonly string[]): Promise<TestFiles> {
  const found = await Array.fromAsync(glob('{src,scripts,test,bench,web}/**/*.test.ts', { cwd: root }))
  const wanted = (file: string) =>
    patterns.length === 0 || patterns.some((pattern) => file.includes(relativePattern(pattern)))
  const files = found
    .map((file) => file.replaceAll('\\', '/'))
    .filter(wanted)
    .sort()
  const isBrowser = (file: string) => file.startsWith('test/browser/')
  return { plain: files.filter((file) => !isBrowser(file)), browser: files.filter(isBrowser) }
}

/** Those of the files that talk to a database: they take one from `test/support`. */
export async function databaseFiles(root: string, files: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')))
  return files.filter((_, index) => /from '(?:\.\.?\/)+(?:test\/)?support\/[\w-]+\.ts'/.test(texts[index] ?? ''))
}

function relativePattern(pattern: string): string {
  return pattern.replace(/^\.\//, '')
}
