import { countUpTo } from '../../platform/db/count-up-to.ts'
import { DomainError } from '../../platform/errors.ts'
import type { App } from '../../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../../platform/http/lists.ts'
import { serveCommand, serveQuery } from '../../platform/http/serve.ts'
import type { Scoped } from '../../platform/scope.ts'
import { cancelTransfer } from './cancel-transfer.ts'
import {
  cancelTransferContract,
  countTransfersContract,
  createTransferContract,
  dispatchTransferContract,
  getTransferContract,
  listTransfersContract,
  prepareTransferContract,
  receiveTransferContract,
} from './contract.ts'
import { createTransfer } from './create-transfer.ts'
import { dispatchTransfer } from './dispatch-transfer.ts'
import { prepareTransfer } from './prepare-transfer.ts'
import { receiveTransfer } from './receive-transfer.ts'
import { findTransfer, findTransfers, matchingTransfers } from './transfer-queries.ts'

const countedExactly = 1000

/** Serves transfers of stock between places. */
export function serveTransfers(app: App): void {
  serveCommand(app, createTransferContract, async (command, input) =>
    shown(command, (await createTransfer(command, input)).id),
  )
  serveCommand(app, prepareTransferContract, async (command, input) =>
    shown(command, (await prepareTransfer(command, input)).id),
  )
  serveCommand(app, dispatchTransferContract, async (command, input) =>
    shown(command, (await dispatchTransfer(command, input)).id),
  )
  serveCommand(app, receiveTransferContract, async (command, input) =>
    shown(command, (await receiveTransfer(command, input)).id),
  )
  serveCommand(app, cancelTransferContract, async (command, input) =>
    shown(command, (await cancelTransfer(command, input)).id),
  )
  serveQuery(app, listTransfersContract, async (query, { limit, after, ...filter }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    const page = pageFrom(await findTransfers(query, filter, { limit: limit + 1, after: lastId }), limit, ({ id }) => [
      id,
    ])
    return { ...page, items: page.items.map(dated) }
  })
  serveQuery(app, countTransfersContract, async (query, filter) => {
    const found = matchingTransfers(query, filter, { limit: countedExactly + 1 })
    return { filtered: await countUpTo(query.tx, found, countedExactly) }
  })
  serveQuery(app, getTransferContract, (query, { transferId }) => shown(query, transferId))
}

/** @throws DomainError `transfer_not_found` */
async function shown(context: Scoped, transferId: string) {
  const transfer = await findTransfer(context, transferId)
  if (transfer === undefined) throw new DomainError('not_found', 'transfer_not_found', { facts: { transferId } })
  return dated(transfer)
}

function dated<Row extends { createdAt: Date }>(row: Row): Omit<Row, 'createdAt'> & { createdAt: string } {
  return { ...row, createdAt: row.createdAt.toISOString() }
}
