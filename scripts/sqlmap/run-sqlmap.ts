import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Target } from './targets.ts'

/** What sqlmap found at a target. `unfinished`: its time was over before it had tried everything. */
export type Verdict = 'nothing' | 'injectable' | 'unfinished' | 'failed'

/** How sqlmap is called. */
export type SqlmapOptions = {
  origin: string
  key: string
  folder: string
  secondsEach: number
  level: number
  risk: number
}

/** Every refusal is an answer like others: what tells is how answers differ. */
const refusals = '400,401,403,404,405,409,412,413,414,415,422,428,429,431'

/** Runs sqlmap against one target, for so many seconds at the most; answers its verdict and what it printed. */
export async function runSqlmap(
  { method, url, body }: Target,
  { origin, key, folder, secondsEach, level, risk }: SqlmapOptions,
): Promise<{ verdict: Verdict; printed: string }> {
  const args = [
    ...['-u', `${origin}${url}`, '--method', method, '--batch', '--disable-coloring', '--flush-session'],
    ...['--headers', `Authorization: Bearer ${key}`, '--ignore-code', refusals, '--dbms', 'PostgreSQL'],
    ...['--level', String(level), '--risk', String(risk), '--technique', 'BEUST', '--time-sec', '2'],
    ...['--timeout', '20', '--retries', '0', '--threads', '1', '--skip-waf', '--output-dir', folder],
    ...['--answers', 'quit=N,follow=N,redirect=N,keep testing=N,cookie=N,JSON=Y,custom=Y,static=C,dynamic=C'],
    ...(body === undefined ? [] : ['--data', body]),
  ]
  const child = spawn('sqlmap', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: Buffer[] = []
  child.stdout.on('data', (bytes: Buffer) => chunks.push(bytes))
  child.stderr.on('data', (bytes: Buffer) => chunks.push(bytes))
  let isOver = false
  const timer = setTimeout(() => {
    isOver = true
    child.kill('SIGKILL')
  }, secondsEach * 1000)
  const ended = await once(child, 'close').then(
    () => true,
    () => false,
  )
  clearTimeout(timer)
  const printed = Buffer.concat(chunks).toString()
  return { verdict: ended ? verdictOf(printed, isOver) : 'failed', printed }
}

/** What sqlmap says at the end, whatever the colours. */
export function verdictOf(printed: string, isOver: boolean): Verdict {
  if (/is vulnerable|identified the following injection point|resumed the following injection/.test(printed)) {
    return 'injectable'
  }
  if (/all tested parameters do not appear to be injectable/.test(printed)) return 'nothing'
  return isOver ? 'unfinished' : 'failed'
}
