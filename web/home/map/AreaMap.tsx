import { theme } from 'antd'
import { MapChart } from 'echarts/charts'
import { TooltipComponent } from 'echarts/components'
import { type EChartsType, init, registerMap, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useGo } from '../../platform/ui/PageLink.tsx'
import type { Figures } from '../home-query.ts'
import { ordersToAreaPath } from '../links.ts'
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
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | undefined>(undefined)
  const { token } = theme.useToken()
  const orders = ordersByProvince(figures.areas)
  const most = Math.max(0, ...orders.values())
  const colorOf = (count: number) =>
    mixColors(
      token.colorBgElevated === '#ffffff' ? token.colorBgLayout : token.colorBgElevated,
      token.colorPrimary,
      shareOfAccent(count, most),
    )

  useEffect(() => {
    if (place.current === null) return
    const made = init(place.current, null, { renderer: 'svg' })
    chart.current = made
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      made.dispose()
    }
  }, [])

  useEffect(() => {
    chart.current?.setOption({
      animation: false,
      tooltip: {
        trigger: 'item',
        confine: true,
        backgroundColor: token.colorBgElevated,
        borderColor: token.colorBorderSecondary,
        textStyle: { color: token.colorText, fontSize: 13, fontFamily: token.fontFamily },
        formatter: ({ data }: { data?: { label: string } }) => data?.label ?? '',
      },
      series: [
        {
          ...{ type: 'map', map: 'china', selectedMode: false, layoutCenter: ['50%', '50%'], layoutSize: '118%' },
          label: { show: false },
          itemStyle: { areaColor: colorOf(0), borderColor: token.colorBorder, borderWidth: 0.6 },
          emphasis: {
            label: { show: false },
            itemStyle: { areaColor: null, borderColor: token.colorText, borderWidth: 1.2 },
          },
          data: provinceCodes.map((code) => {
            const count = orders.get(code) ?? 0
            return {
              ...{ name: provincesOnMap[code], code, value: count },
              label: say('orders_to', { area: say(`area_${code}`), count }),
              itemStyle: { areaColor: colorOf(count) },
            }
          }),
        },
      ],
    })
  })

  useEffect(() => {
    const made = chart.current
    const open = ({ data }: { data?: unknown }) => {
      const { code } = (data ?? {}) as { code?: ProvinceCode }
      const [area] = code === undefined ? [] : areasOfProvince(figures.areas, code)
      if (area !== undefined) go(ordersToAreaPath(area, figures.from))
    }
    made?.on('click', open)
    return () => {
      if (made !== undefined && !made.isDisposed()) made.off('click', open)
    }
  }, [figures, go])

  return (
    <figure className={styles.figure}>
      <div ref={place} className={styles.map} role="img" aria-label={say('map_says')} />
      <figcaption className={styles.scale}>
        <span className="figure">0</span>
        <span
          className={styles.ramp}
          style={{
            background: `linear-gradient(to right, ${[0, 0.02, 0.1, 0.3, 0.6, 1].map((part) => colorOf(part * most)).join(', ')})`,
          }}
        />
        <span className="figure">{most}</span>
      </figcaption>
    </figure>
  )
}

const provinceCodes = Object.keys(provincesOnMap) as ProvinceCode[]
