import { useNavigate, useRouterState } from '@tanstack/react-router'

/** What stands behind the `?` of the address: the view. A name that stands there several times has a list. */
export type Search = Readonly<Record<string, string | readonly string[]>>

/** Reads the query of an address. */
export function parseSearch(text: string): Search {
  const found: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = found[name]
    found[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return found
}

/** Writes the query of an address, with its `?`; nothing for nothing. */
export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== '') query.append(name, String(each))
    }
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** The view of the page, as the address tells it. */
export function useView(): Search {
  return useRouterState({ select: ({ location }) => location.search as Search })
}

/** Changes parts of the view: undefined takes one away. The list's place in the history is kept, unless `push`. */
export function useSetView(): (changed: Readonly<Record<string, unknown>>, push?: boolean) => void {
  const navigate = useNavigate()
  return (changed, push = false) =>
    void navigate({
      to: '.',
      search: ((before: Search) => parseSearch(writeSearch({ ...before, ...changed }))) as never,
      replace: !push,
      resetScroll: false,
    })
}

/** One value of the view; the first where several stand. */
export function oneOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0]
}

/** Every value of the view under a name. */
export function allOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** Several values that stand in one, with commas: the server takes each name of an address once. */
export function manyOf(value: string | readonly string[] | undefined): string[] {
  return [...new Set(allOf(value).flatMap((each) => each.split(',')))].filter((each) => each !== '')
}
