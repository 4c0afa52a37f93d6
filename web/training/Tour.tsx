import { useRouterState } from '@tanstack/react-router'
import { Tour as AntTour, type TourProps } from 'antd'
import { useEffect } from 'react'
import type { Area } from '../platform/area.ts'
import { setDevice, useDevice, useIsNarrow } from '../platform/device.ts'
import { useMay } from '../platform/session.ts'
import { closeTour, openTour, useTourIsOpen } from './tour-state.ts'
import { useOnboarding } from './use-onboarding.ts'
import { type TrainingWord, useTrainingWords } from './words.ts'

/**
 * Leads through what somebody's role has. It opens by itself once, for who sets a shop up and who
 * was invited; left at any time, it goes on from the same
 * step out of the menu behind one's name.
 */
export default function Tour({ areas, titleOf }: { areas: readonly Area[]; titleOf: (area: Area) => string }) {
  const say = useTrainingWords()
  const may = useMay()
  const isOpen = useTourIsOpen()
  const { tour } = useDevice()
  const isHome = useRouterState({ select: ({ location }) => location.pathname === '/' })
  const isInvited = useRouterState({ select: ({ location }) => 'welcome' in location.search })
  const hasSteps = useOnboarding()?.steps.some(({ code, done }) => code === 'shop_name' && !done) === true
  const isWanted = isHome && tour === undefined && (isInvited || (hasSteps && may('merchant.write')))
  useEffect(() => {
    if (isWanted) openTour()
  }, [isWanted])
  const steps = useSteps(areas, titleOf)
  const step = typeof tour === 'number' ? Math.min(tour, steps.length - 1) : 0
  if (!isOpen) return null
  return (
    <AntTour
      open
      current={step}
      steps={steps}
      onChange={(next) => setDevice({ tour: next })}
      onClose={() => {
        if (tour !== 'done') setDevice({ tour: step })
        closeTour()
      }}
      onFinish={() => {
        setDevice({ tour: 'done' })
        closeTour()
      }}
      closable={{ 'aria-label': say('tour_leave') }}
      zIndex={1500}
    />
  )
}

/** What there is on the page now of all that can be shown: on a phone the areas are behind a button, which is shown instead. */
function useSteps(areas: readonly Area[], titleOf: (area: Area) => string): NonNullable<TourProps['steps']> {
  const say = useTrainingWords()
  const may = useMay()
  const isNarrow = useIsNarrow()
  const at = (mark: string) => {
    const found = document.querySelector<HTMLElement>(`[data-tour="${mark}"]`)
    // Of an area the whole line of the menu, with its icon.
    return found?.closest<HTMLElement>('li') ?? found
  }
  const marked = (mark: 'menu' | 'areas' | 'search' | 'view' | 'help' | 'person') => {
    if (at(mark) === null) return []
    const says = isNarrow && mark === 'search' ? 'tour_search_touch_says' : (`tour_${mark}_says` as const)
    return [{ title: say(`tour_${mark}`), description: say(says), target: () => at(mark) as HTMLElement }]
  }
  const known = areas.filter(({ title }) => knownAreas.some((each) => each === title) && at(title) !== null)
  const steps: NonNullable<TourProps['steps']> = [
    { title: say('tour_welcome'), description: say('tour_welcome_says') },
    ...marked('menu'),
    ...marked('areas'),
    ...known.map((area) => ({
      title: titleOf(area),
      description: say(wordOf(area.title, may)),
      target: () => at(area.title) as HTMLElement,
      placement: 'right' as const,
    })),
    ...marked('search'),
    ...marked('view'),
    ...marked('help'),
    ...marked('person'),
  ]
  return steps.map((step, place) => ({
    ...step,
    nextButtonProps: { children: say(place === steps.length - 1 ? 'tour_end' : 'tour_next') },
    prevButtonProps: { children: say('tour_back') },
  }))
}

/** What those who work in an area do there; whoever only looks is told what there is to see. */
const workIn = { area_orders: 'orders.change', area_warehouse: 'fulfillment.work', area_settings: 'merchant.write' }

function wordOf(area: string, may: (permission: string) => boolean): TrainingWord {
  const isLooking = area in workIn && !may(workIn[area as keyof typeof workIn])
  return `tour_${area}_${isLooking ? 'looks' : 'says'}` as TrainingWord
}

const knownAreas = [
  ...['area_home', 'area_orders', 'area_entry', 'area_warehouse', 'area_stock', 'area_catalog', 'area_customers'],
  ...['area_locations', 'area_approvals', 'area_settings', 'area_audit'],
] as const
