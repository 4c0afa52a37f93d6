/** The floor of each folder of src: a folder imports only from floors below its own. What every list does stands on a half floor. */
export const floors: Readonly<Record<string, number>> = {
  platform: 0,
  access: 1,
  edits: 1,
  bulk: 1.5,
  exports: 1.5,
  approvals: 2,
  catalog: 2,
  customers: 2,
  locations: 2,
  workspace: 2,
  inventory: 3,
  pricing: 3,
  orders: 4,
  fulfillment: 5,
  payments: 5,
  delivery: 6,
  returns: 6,
  purchasing: 6,
  production: 6,
  finance: 7,
  planning: 7,
  marketing: 7,
  privacy: 7,
  service: 7,
  exceptions: 8,
  automation: 8,
  analytics: 8,
  search: 8,
  channels: 9,
  portal: 9,
  training: 9,
}

/** The folders of src that belong to the shell, with the files that stand in src itself. */
const shellFolders = new Set(['cli', 'shell'])

/** A test, or what only tests, benchmarks and development use. */
export function isOutside(path: string): boolean {
  return isTest(path) || /^(?:scripts|bench)\//.test(path)
}

/** A test file, or anything below test/. */
export function isTest(path: string): boolean {
  return /\.test\.(?:ts|tsx|mjs)$/.test(path) || path.startsWith('test/')
}

/** The folder of src that a file is in: `orders`, or `shell` for src/*.ts, src/cli and src/shell; none outside src. */
export function moduleOf(path: string): string | undefined {
  const [root, folder, ...rest] = path.split('/')
  if (root !== 'src' || folder === undefined) return undefined
  return rest.length === 0 || shellFolders.has(folder) ? 'shell' : folder
}

/** Whether a file is TypeScript or JavaScript. */
export function isScript(path: string): boolean {
  return /\.(?:ts|tsx|mjs|js)$/.test(path)
}
