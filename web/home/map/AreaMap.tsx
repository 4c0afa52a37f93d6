import { theme } from 'antd'
import { MapChart } from 'echarts/charts'
import { TooltipComponent } from 'echarts/components'
import { type EChartsType, init, registerMap, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { useIsDark } from '../../platform/device.ts'
import { useGo } from '../../platform/ui/PageLink.tsx'
import type { Figures } from '../home-query.ts'
import { ordersToAreasPath } from '../links.ts'
import { useHomeWords } from '../words.ts'
import { areasOfProvince, ordersByProvince, type ProvinceCode, provincesOnMap } from './areas.ts'
import china from './china.json'
import { mixColors, shareOfAccent } from './colors.ts'
import styles from './map.module.css'

use([MapChart, TooltipComponent, SVGRenderer])
// Under this name the library adds the islands of the South China Sea, as an inset, and the Diaoyu Islands.
registerMap('china', china as unknown as Parameters<typeof registerMap>[1])

/** The provinces of China by how many orders go there; a province opens its orders. The list beside it says the same. */
export default function AreaMap({ figures }: { figures: Figures }) {
  const say = useHomeWords()
  const go = useGo()
  const isDark = useIsDark()
  const { token } = theme.useToken()
  const orders = ordersByProvince(figures.areas)
  const most = Math.max(0, ...orders.values())
  const ground = isDark ? token.colorBgElevated : token.colorBgLayout
  const colorOf = (count: number) => mixColors(ground, token.colorPrimary, shareOfAccent(count, most))
  const provinces = provinceCodes.map((code) => {
    const count = orders.get(code) ?? 0
    return {
      ...{ name: provincesOnMap[code], code, value: count },
      label: say('orders_to', { area: say(`area_${code}`), count }),
      itemStyle: { areaColor: colorOf(count) },
    }
  })
  const place = useMap(optionOf(token, colorOf(0), provinces), (code) => {
    go(ordersToAreasPath(areasOfProvince(code), figures.from))
  })
  const ramp = [0, 0.02, 0.1, 0.3, 0.6, 1].map((part) => colorOf(part * most)).join(', ')
  return (
    <figure className={styles.figure}>
      <div ref={place} className={styles.map} role="img" aria-label={say('map_says')} />
      <figcaption className={styles.scale}>
        <span className="figure">0</span>
        <span className={styles.ramp} style={{ background: `linear-gradient(to right, ${ramp})` }} />
        <span className="figure">{most}</span>
      </figcaption>
    </figure>
  )
}

const provinceCodes = Object.keys(provincesOnMap) as ProvinceCode[]

type Token = ReturnType<typeof theme.useToken>['token']

/** Draws a map into the element that the answer is for; a province that is clicked is told. */
function useMap(
  option: Record<string, unknown>,
  onProvince: (code: ProvinceCode) => void,
): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | undefined>(undefined)
  const open = useEffectEvent(onProvince)
  useEffect(() => {
    if (place.current === null) return
    const made = init(place.current, null, { renderer: 'svg' })
    chart.current = made
    made.on('click', ({ data }) => {
      // The islands in the inset have no number of their own.
      const { code } = (data ?? {}) as { code?: ProvinceCode }
      if (code !== undefined) open(code)
    })
    const watch = new ResizeObserver(([seen]) => {
      // While another page is on its way this one has no size.
      if (seen !== undefined && seen.contentRect.width > 0) made.resize()
    })
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => {
    chart.current?.setOption(option)
  })
  return place
}

/** Without motion, and without names on it: the tooltip has them, and the list. */
function optionOf(token: Token, none: string, provinces: readonly object[]): Record<string, unknown> {
  return {
    animation: false,
    tooltip: {
      ...{ trigger: 'item', confine: true, transitionDuration: 0 },
      backgroundColor: token.colorBgElevated,
      borderColor: token.colorBorderSecondary,
      textStyle: { color: token.colorText, fontSize: 13, fontFamily: token.fontFamily },
      formatter: ({ data }: { data?: { label: string } }) => data?.label ?? '',
    },
    series: [
      {
        ...{ type: 'map', map: 'china', selectedMode: false, layoutCenter: ['50%', '50%'], layoutSize: '118%' },
        label: { show: false },
        itemStyle: { areaColor: none, borderColor: token.colorBorder, borderWidth: 0.6 },
        emphasis: {
          label: { show: false },
          itemStyle: { areaColor: null, borderColor: token.colorText, borderWidth: 1.2 },
        },
        data: provinces,
      },
    ],
  }
}
