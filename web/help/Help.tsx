import { QuestionCircleOutlined } from '@ant-design/icons'
import { useMatches } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useIsNarrow } from '../platform/device.ts'
import { useShortcut } from '../platform/shortcuts.ts'
import { articleOf } from './article.ts'
import { useHelpWords } from './words.ts'

const HelpContent = lazy(() => import('./HelpContent.tsx'))

/** The help, beside every page: F1 or the question mark opens the article of the page that is open. */
export function Help() {
  const say = useHelpWords()
  const isNarrow = useIsNarrow()
  const matches = useMatches()
  const route = String(matches.at(-1)?.routeId ?? '/')
  const [isOpen, setOpen] = useState(false)
  useShortcut('F1', { label: say('help_open'), group: say('help'), worksInFields: true }, () => setOpen(true))
  return (
    <>
      <Button
        type="text"
        icon={<QuestionCircleOutlined />}
        aria-label={say('help_open')}
        title={say('help_open')}
        onClick={() => setOpen(!isOpen)}
        data-tour="help"
      />
      <Drawer
        open={isOpen}
        onClose={() => setOpen(false)}
        title={say('help')}
        mask={false}
        destroyOnHidden
        size={isNarrow ? '100%' : 400}
        // The frame above stays within reach.
        styles={{ root: { top: isNarrow ? 0 : 48 } }}
      >
        <Suspense fallback={null}>
          <HelpContent key={route} page={articleOf(route)} isOpen={isOpen} />
        </Suspense>
      </Drawer>
    </>
  )
}
