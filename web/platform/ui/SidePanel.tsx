import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useIsNarrow } from '../device.ts'

/** What opens beside a list, which stays where it was; the whole window on a phone. */
export function SidePanel({
  title,
  isOpen,
  onClose,
  tools,
  width = 520,
  children,
}: {
  title: string
  isOpen: boolean
  onClose: () => void
  tools?: ReactNode
  width?: number
  children: ReactNode
}) {
  const isNarrow = useIsNarrow()
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      title={title}
      extra={tools}
      destroyOnHidden
      size={isNarrow ? '100%' : width}
    >
      {children}
    </Drawer>
  )
}
