import type { Reply } from './exchange.ts'

/** What a command is about, for those who check what became of it. */
export type About =
  | { kind: 'place'; marker: string }
  | { kind: 'place-many'; markers: readonly string[] }
  | { kind: 'cancel' | 'pick'; orderId: string }
  | { kind: 'answer-cancellation'; orderId: string; accepted: boolean; isWhole: boolean }
  | { kind: 'ship' | 'label' | 'void'; orderId: string; trackingNumber: string }
  | { kind: 'pay'; orderId: string; amount: number }
  | { kind: 'track'; scans: readonly Scan[] }
  | { kind: 'receive'; sku: string; quantity: number }
  /** Another request under a key that was used: it may do nothing. */
  | { kind: 'misuse' }

/** A carrier's scan as it is sent. */
export type Scan = { shipmentId: string; occurredAt: string; code: string }

/** Something a client wants done: one request, however often it is sent. */
export type Command = {
  number: number
  about: About
  path: string
  body: object
  /** The idempotency key; without one it is sent once only. */
  key: string | undefined
  /** The codes with which it may be refused. */
  mayRefuse: readonly string[]
  sendings: number
  /** How many sendings got no answer that counts: the connection broke, or the server could not say. */
  cutOff: number
  /** The first answer that counts; all later ones must be the same. */
  reply: Reply | undefined
}

/** A command before it is sent for the first time. */
export type NewCommand = Pick<Command, 'about' | 'path' | 'body' | 'mayRefuse'> & { key?: string | undefined }

/** What all clients have sent and were answered, in memory of a process that is never killed. */
export type Journal = {
  commands: readonly Command[]
  /** Everything that was answered as it must not be. */
  faults: string[]
  open: (command: NewCommand) => Command
  /** Notes a sending before it leaves. */
  sent: (command: Command, address: string) => void
  /** Notes that a sending came to an answer that counts, or to none (`undefined`, and why). */
  returned: (command: Command, address: string, reply: Reply | undefined, why?: string) => void
  /** How many commands have an answer. */
  answered: () => number
  /** How many commands are under way; at one server or at all. */
  inFlight: (address?: string) => number
  /** How often a sending got no answer that counts, by what happened. */
  cutOffs: ReadonlyMap<string, number>
  /** Calls `act` once, within the very change of the journal that makes the condition true. */
  when: (condition: () => boolean, act: () => void) => void
}

/** Opens an empty journal. */
export function openJournal(): Journal {
  const commands: Command[] = []
  const faults: string[] = []
  const cutOffs = new Map<string, number>()
  const underWay = new Map<Command, string[]>()
  let waiting: { condition: () => boolean; act: () => void }[] = []
  let answered = 0
  const changed = () => {
    const due = waiting.filter(({ condition }) => condition())
    waiting = waiting.filter((each) => !due.includes(each))
    for (const { act } of due) act()
  }
  return {
    ...{ commands, faults, cutOffs },
    answered: () => answered,
    inFlight: (address) => {
      if (address === undefined) return underWay.size
      return [...underWay.values()].filter((addresses) => addresses.includes(address)).length
    },
    open: (command) => {
      const opened = { key: undefined, ...command, number: commands.length, sendings: 0, cutOff: 0, reply: undefined }
      commands.push(opened)
      return opened
    },
    sent: (command, address) => {
      command.sendings += 1
      underWay.set(command, [...(underWay.get(command) ?? []), address])
      changed()
    },
    returned: (command, address, reply, why = '') => {
      const left = underWay.get(command) ?? []
      left.splice(left.indexOf(address), 1)
      if (left.length === 0) underWay.delete(command)
      if (reply === undefined) {
        command.cutOff += 1
        cutOffs.set(why, (cutOffs.get(why) ?? 0) + 1)
      } else {
        if (command.reply === undefined) answered += 1
        faults.push(...judge(command, reply))
        command.reply ??= reply
      }
      changed()
    },
    when: (condition, act) => {
      waiting.push({ condition, act })
      changed()
    },
  }
}

/** A command in words. */
export function describe({ number, about, path, key, sendings, cutOff, reply }: Command): string {
  const answer = reply === undefined ? 'no answer' : `${reply.status} ${reply.body.slice(0, 600)}`
  return `command ${number} (${JSON.stringify(about)}) POST ${path}, key ${key ?? 'none'}, sent ${sendings} times, ${cutOff} without an answer: ${answer}`
}

/** The body of an answer of success; none of any other. */
export function resultOf<Result>({ reply }: Command): Result | undefined {
  return reply !== undefined && reply.status < 300 ? (JSON.parse(reply.body) as Result) : undefined
}

function judge(command: Command, reply: Reply): string[] {
  const earlier = command.reply
  if (earlier !== undefined) {
    if (earlier.status === reply.status && earlier.body === reply.body) return []
    return [
      `another answer to the same request: ${reply.status} ${reply.body.slice(0, 600)}\n  before: ${describe(command)}`,
    ]
  }
  const isRefusal = reply.status >= 400
  if (isRefusal && command.mayRefuse.includes(codeOf(reply))) return []
  if (!isRefusal && command.about.kind !== 'misuse') return []
  return [`an answer that was not to be expected: ${describe({ ...command, reply })}`]
}

function codeOf({ body }: Reply): string {
  try {
    return String((JSON.parse(body) as { code?: unknown }).code)
  } catch {
    return body
  }
}
