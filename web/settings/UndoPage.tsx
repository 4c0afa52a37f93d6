import { App } from 'antd'
import type { listProductEditsContract, revertProductEditContract } from '../../src/catalog/contract.ts'
import { systemClock } from '../../src/platform/time.ts'
import { ActorName } from '../access/ActorName.tsx'
import { type AnswerOf, call, type ItemOf } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { SettingsFrame } from './SettingsFrame.tsx'
import styles from './settings.module.css'
import { useSettingsWords } from './words.ts'

type Edit = ItemOf<typeof listProductEditsContract>
type Reverted = AnswerOf<typeof revertProductEditContract>

/** The server's: src/edits/edit.ts. */
const revertibleMs = 24 * 60 * 60_000

/** What changed many things at once and can be taken back for a day. */
export default function UndoPage() {
  const say = useSettingsWords()
  return (
    <SettingsFrame section="undo" isWide>
      <h2 className={styles.part}>{say('undo_products')}</h2>
      <Edits path="/product-edits" permission="catalog.write" />
      <h2 className={styles.part}>{say('undo_prices')}</h2>
      <Edits path="/price-edits" permission="catalog.price" />
    </SettingsFrame>
  )
}

function Edits({ path, permission }: { path: '/product-edits' | '/price-edits'; permission: string }) {
  const say = useSettingsWords()
  const list = useKeysetList<typeof listProductEditsContract>(path)
  return (
    <KeysetTable<Edit>
      list={list}
      label={say('undo_title')}
      keyOf={({ id }) => id}
      empty={<EmptyState title={say('undo_none')} says={say('undo_none_says')} />}
      columns={[
        { title: say('undo_what'), render: (_, { kind, rowCount }) => say(`edit_${kind}`, { count: rowCount }) },
        { title: say('undo_who'), render: (_, { madeBy }) => <ActorName actor={madeBy} /> },
        { title: say('undo_when'), render: (_, { madeAt }) => <Moment at={madeAt} /> },
        {
          ...{ title: '', align: 'end', onCard: 'foot' },
          render: (_, edit) => <Revert edit={edit} path={path} permission={permission} />,
        },
      ]}
    />
  )
}

function Revert({ edit, path, permission }: { edit: Edit; path: string; permission: string }) {
  const say = useSettingsWords()
  const may = useMay()
  const { modal } = App.useApp()
  const { act, isBusy } = useAct()
  if (edit.revertedAt !== null) {
    return (
      <>
        {say('undo_done')} <Moment at={edit.revertedAt} />
      </>
    )
  }
  const isLate = systemClock().getTime() - new Date(edit.madeAt).getTime() >= revertibleMs
  const reason = may(permission) ? (isLate ? say('undo_too_late') : undefined) : say('not_permitted')
  const revert = async () => {
    const isSure = await modal.confirm({
      title: say(`edit_${edit.kind}`, { count: edit.rowCount }),
      content: say('undo_confirm'),
      okText: say('undo'),
    })
    if (!isSure) return
    const reverted = await act(
      () =>
        call<typeof revertProductEditContract>('DELETE', `${path}/${edit.id}`, undefined, { version: edit.version }),
      { stale: [path, '/products', '/prices'] },
    )
    if (reverted) void modal.info({ title: say('undo_done'), content: countRows(reverted.rows) })
  }
  const countRows = (rows: Reverted['rows']) => {
    const count = (outcome: Reverted['rows'][number]['outcome']) => rows.filter((row) => row.outcome === outcome).length
    return say('undo_outcome', {
      ...{ reverted: count('reverted'), changed: count('changed_since'), refused: count('refused') },
    })
  }
  return (
    <ActionButton size="small" reason={reason} loading={isBusy} onClick={() => void revert()}>
      {say('undo')}
    </ActionButton>
  )
}
