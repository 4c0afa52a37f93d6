// A state machine is a table of data: each action, the states it may start from, and where it leads. It has no hooks:
// what an action entails stands, in order, in its use case. The web imports the same tables to rule its buttons.
import { DomainError } from './errors.ts'

/** Each action, the states it may start from, and the state it leads to. */
export type ActionTable<S extends string> = Record<string, { readonly from: readonly S[]; readonly to: S }>

/** The names of a table's actions. */
export type ActionOf<Table> = keyof Table & string

/** The states that a table speaks of. */
export type StateOf<Table extends ActionTable<string>> = Table[keyof Table]['from'][number] | Table[keyof Table]['to']

/**
 * The state that `action` leads to from `state`.
 * @throws DomainError conflict `action_not_allowed` { action, state, allowedFrom }
 */
export function applyAction<Table extends ActionTable<string>, Action extends ActionOf<Table>>(
  table: Table,
  action: Action,
  state: StateOf<Table>,
): Table[Action]['to'] {
  if (!can(table, action, state)) {
    const allowedFrom = [...ruleOf(table, action).from]
    throw new DomainError('conflict', 'action_not_allowed', { facts: { action, state, allowedFrom } })
  }
  return ruleOf(table, action).to
}

/** Whether `action` may be done in `state`. */
export function can<Table extends ActionTable<string>>(
  table: Table,
  action: ActionOf<Table>,
  state: StateOf<Table>,
): boolean {
  return ruleOf(table, action).from.includes(state)
}

/**
 * Checks, once at start, that a table makes a machine: every state is known and can be reached from an initial one, every
 * action can be used, and (where `terminal` is given) exactly the terminal states have no way out.
 * @throws Error that lists every fault
 */
export function checkMachine<S extends string>(
  table: ActionTable<S>,
  machine: { initial: S | readonly S[]; states: readonly S[]; terminal?: readonly S[] },
): void {
  const { states, terminal } = machine
  const actions = Object.entries(table)
  const reached = reachable(table, [machine.initial].flat() as S[])
  const left = new Set(actions.flatMap(([, action]) => action.from))
  const named = new Set([...reached, ...left, ...actions.map(([, action]) => action.to), ...(terminal ?? [])])

  const faults = [
    ...[...named].filter((state) => !states.includes(state)).map((state) => `${state} is not among the states`),
    ...states.filter((state) => !reached.has(state)).map((state) => `${state} can never be reached`),
    ...actions
      .filter(([, action]) => !action.from.some((state) => reached.has(state)))
      .map(([name]) => `${name} can never be used`),
    ...states
      .filter((state) => terminal !== undefined && terminal.includes(state) === left.has(state))
      .map((state) => `${state} ${left.has(state) ? 'is terminal, yet has a way out' : 'has no way out'}`),
  ]
  if (faults.length > 0) throw new Error(`not a state machine: ${faults.join('; ')}`)
}

function ruleOf<Table extends ActionTable<string>, Action extends ActionOf<Table>>(table: Table, action: Action) {
  const rule: Table[Action] | undefined = table[action]
  if (rule === undefined) throw new Error(`no such action: ${action}`)
  return rule
}

function reachable<S extends string>(table: ActionTable<S>, initial: readonly S[]): Set<S> {
  const reached = new Set(initial)
  // A set that grows while it is walked is walked to its end.
  for (const state of reached) {
    for (const action of Object.values(table)) if (action.from.includes(state)) reached.add(action.to)
  }
  return reached
}
