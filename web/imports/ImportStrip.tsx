import { CloseOutlined } from '@ant-design/icons'
import { useRouterState } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { paths } from '../paths.ts'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { percentOf } from './ImportWork.tsx'
import styles from './imports.module.css'
import { type ImportKey, isWorking, type RunningImport, useRunningImports } from './running-imports.ts'
import { useImportWords } from './words.ts'
import { leaveImport } from './work-import.ts'

const pages: Readonly<Record<ImportKey, string>> = {
  ...{ products: paths.importProducts(), prices: paths.importPrices(), customers: paths.importCustomers() },
  ...{ locations: paths.importLocations(), stock: paths.importStock() },
}

/** Under the head of every other page: how far an import is, until somebody has seen how it ended. */
export default function ImportStrip() {
  const say = useImportWords()
  const here = useRouterState({ select: ({ location }) => location.pathname })
  const shown = useRunningImports().filter(
    (run) => run.stage !== 'ready' && !run.isSeen && here !== pages[run.kind.key],
  )
  if (shown.length === 0) return null
  return (
    <section className={styles.strips} aria-label={say('running')}>
      {shown.map((run) => (
        <Strip key={run.kind.key} run={run} />
      ))}
    </section>
  )
}

function Strip({ run }: { run: RunningImport }) {
  const say = useImportWords()
  const { kind, name, results, table } = run
  const wrong = [...results.values()].filter(({ state }) => state === 'wrong').length
  return (
    <div className={styles.strip}>
      <span role="status" className={styles.told}>
        {say(`strip_${wordOf(run)}`, { name })}
      </span>
      <span className="figure">
        {results.size.toLocaleString('en')} / {table.rows.length.toLocaleString('en')}
      </span>
      {isWorking(run) && (
        <Progress
          className={styles.bar ?? ''}
          size="small"
          showInfo={false}
          percent={percentOf(run)}
          aria-label={say('progress')}
        />
      )}
      {wrong > 0 && <span>{say('strip_wrong', { count: wrong })}</span>}
      <PageLink to={pages[kind.key]}>{say('open')}</PageLink>
      {!isWorking(run) && (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={`${say('close')} ${name}`}
          onClick={() => leaveImport(kind.key)}
        />
      )}
    </div>
  )
}

function wordOf(run: RunningImport) {
  if (isWorking(run) && run.isAway) return 'away'
  if (run.stage === 'sent' && (run.isStopped || run.error !== undefined)) return 'stopped'
  return run.stage as 'trying' | 'tried' | 'sending' | 'sent'
}
