import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'

/** A link to a page of ours: an address from `paths.ts`, with its view behind the `?` if it has one. */
export function PageLink({ to, onClick, ...rest }: { to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const router = useRouter()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const isOrdinary = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (event.defaultPrevented || !isOrdinary || rest.target !== undefined) return
    event.preventDefault()
    router.history.push(to)
  }
  // Who points at a link mostly follows it: the page's file is there by then.
  const prepare = () => void router.preloadRoute({ to: to.split('?', 1)[0] } as never).catch(() => undefined)
  return <a href={to} onClick={follow} onPointerEnter={prepare} onFocus={prepare} {...rest} />
}

/** Goes to a page of ours. */
export function useGo(): (to: string) => void {
  const router = useRouter()
  return (to) => router.history.push(to)
}
