import { runCommand } from '../../platform/command.ts'
import { read } from '../../platform/db/transaction.ts'
import { publish } from '../../platform/events.ts'
import type { App } from '../../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../../platform/http/lists.ts'
import { serveOwn } from '../account/serve-own.ts'
import { listNoticesContract, mostRead, readNoticesContract } from './contract.ts'
import { noticeEvent } from './events.ts'
import { countUnread, findNotices, saveRead } from './notice-store.ts'

/** Serves what somebody is told of by colleagues. */
export function serveNotices(app: App): void {
  const { runtime } = app
  serveOwn(app, listNoticesContract, ({ merchantId, session: { staffId } }, { limit, after }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    return read(runtime.database, merchantId, async (tx) => {
      const rows = await findNotices(tx, staffId, { limit: limit + 1, after: lastId })
      const { items, next } = pageFrom(rows, limit, ({ id }) => [id])
      return {
        next,
        unread: await countUnread(tx, staffId),
        items: items.map(({ staffId: _, at, readAt, ...notice }) => ({
          ...notice,
          at: at.toISOString(),
          readAt: readAt?.toISOString() ?? null,
        })),
      }
    })
  })
  serveOwn(app, readNoticesContract, (person, { ids }) =>
    runCommand(runtime, person, async ({ tx, now, actor }) => {
      const { staffId } = person.session
      const read = await saveRead(tx, staffId, { ids, most: mostRead, at: now })
      await publish(
        tx,
        read.map((id) => noticeEvent('notice.read', id, { at: now, actor })),
      )
      return { unread: await countUnread(tx, staffId) }
    }),
  )
}
