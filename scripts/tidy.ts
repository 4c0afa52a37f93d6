import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { contractRule } from './tidy/contracts.ts'
import { docstringRule } from './tidy/docstrings.ts'
import { exceptions, withoutExceptions } from './tidy/exceptions.ts'
import { clockRule, consoleRule, processRule, randomRule } from './tidy/homes.ts'
import { cycleRule, floorRule, importRule } from './tidy/imports.ts'
import { anyRule, classRule, decoratorRule, defaultExportRule, enumRule, silencerRule } from './tidy/language.ts'
import { fileNameRule } from './tidy/names.ts'
import { fileSizeRule, functionSizeRule, parameterRule } from './tidy/sizes.ts'
import { type Finding, type Rule, type Source, toSource } from './tidy/source.ts'
import { sqlRule, tableOwnerRule, tableWriterRule } from './tidy/sql.ts'

const folders = ['src', 'web', 'scripts', 'test', 'bench', 'db/migrations']

const skipped = new Set(['node_modules', 'dist'])

const rules: readonly Rule[] = [
  ...[floorRule, importRule, cycleRule],
  ...[fileSizeRule, functionSizeRule, parameterRule, fileNameRule],
  ...[clockRule, processRule, randomRule, consoleRule],
  ...[sqlRule, tableOwnerRule, tableWriterRule, contractRule, docstringRule],
  ...[anyRule, silencerRule, enumRule, decoratorRule, defaultExportRule, classRule],
]

/** All breaches of the rules in a set of files, in order of file and line. */
export function tidy(sources: readonly Source[]): Finding[] {
  return rules
    .flatMap((rule) => rule(sources))
    .sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1))
}

/** The files of the project that the rules are for: scripts, SQL; not what is generated. */
export function readProject(root: URL): Source[] {
  return folders.flatMap((folder) =>
    listFiles(root, folder).map((path) => toSource(path, readFileSync(new URL(path, root), 'utf8'))),
  )
}

function listFiles(root: URL, folder: string): string[] {
  const path = new URL(`${folder}/`, root)
  if (!existsSync(path)) return []
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listFiles(root, name)
    return /\.(?:ts|tsx|mjs|js|sql)$/.test(name) && !name.endsWith('.generated.ts') ? [name] : []
  })
}

/** Prints each breach on a line, `file:line rule message`, and fails when there is one. */
function main(): void {
  const findings = withoutExceptions(tidy(readProject(new URL('../', import.meta.url))), exceptions)
  for (const { path, line, rule, message } of findings) console.log(`${path}:${line} ${rule} ${message}`)
  if (findings.length > 0) process.exitCode = 1
}

if (import.meta.main) main()
