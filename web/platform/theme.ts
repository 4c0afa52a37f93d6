import { type ThemeConfig, theme } from 'antd'
import type { DeviceSettings } from './device.ts'

/** Colours of a status, by what it tells: nothing yet, on its way, done, needs somebody, went wrong. */
export type Tone = 'quiet' | 'active' | 'good' | 'warning' | 'danger'

const fonts =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'

/** What is the same by day and by night. */
const shared = {
  fontFamily: fonts,
  fontFamilyCode: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  fontSize: 14,
  borderRadius: 6,
  motionDurationFast: '0.08s',
  motionDurationMid: '0.12s',
  motionDurationSlow: '0.15s',
  wireframe: false,
} as const

const light = {
  colorPrimary: '#0b5fc0',
  // What the library would make of it is too pale for white words.
  colorPrimaryHover: '#0a55ab',
  colorLink: '#0b5fc0',
  colorBgLayout: '#f6f7f8',
  colorBorder: '#cdd3d9',
  colorBorderSecondary: '#e3e7ea',
  colorText: '#1b1f23',
  colorTextSecondary: '#59626b',
  colorTextTertiary: '#656e77',
  colorTextDescription: '#59626b',
  colorTextPlaceholder: '#6b747d',
  colorSuccess: '#1a7f4b',
  colorWarning: '#9a6200',
  colorError: '#b3261e',
  // Made from colours as dark as these, the library's own grounds are muddy.
  ...{ colorSuccessBg: '#eaf6ef', colorSuccessBorder: '#a9d7bc' },
  ...{ colorWarningBg: '#fdf5e2', colorWarningBorder: '#e8cd90' },
  ...{ colorErrorBg: '#fdefee', colorErrorBorder: '#efb8b3' },
}

const dark = {
  colorPrimary: '#4c93ef',
  colorLink: '#79b2ff',
  colorBgBase: '#14171a',
  colorBgLayout: '#101315',
  colorBgContainer: '#171b1e',
  colorBgElevated: '#1f2428',
  colorBorder: '#3a4148',
  colorBorderSecondary: '#2a3036',
  colorText: '#e6e9ec',
  colorTextSecondary: '#a9b2bb',
  colorTextTertiary: '#98a2ab',
  colorTextDescription: '#a9b2bb',
  colorTextPlaceholder: '#8f99a3',
  colorSuccess: '#5cc48f',
  colorWarning: '#e0a63c',
  colorError: '#ff8a81',
}

/** The one theme of the screens, for Ant Design's tokens; calm: nothing moves. */
export function themeOf({
  isDark,
  isCalm,
  density,
}: {
  isDark: boolean
  isCalm: boolean
  density: DeviceSettings['density']
}): ThemeConfig {
  const algorithms = [isDark ? theme.darkAlgorithm : theme.defaultAlgorithm]
  if (density === 'compact') algorithms.push(theme.compactAlgorithm)
  const colors = isDark ? dark : light
  return {
    cssVar: { prefix: 'yidan', key: 'yidan' },
    hashed: false,
    algorithm: algorithms,
    token: { ...shared, ...colors, motion: !isCalm, ...(density === 'compact' && { fontSize: 13 }) },
    components: {
      Layout: {
        headerBg: colors.colorBgLayout,
        siderBg: colors.colorBgLayout,
        bodyBg: isDark ? dark.colorBgContainer : '#ffffff',
        headerHeight: 48,
        headerPadding: '0 12px',
      },
      Menu: {
        itemBg: 'transparent',
        subMenuItemBg: 'transparent',
        itemHeight: 34,
        itemBorderRadius: 6,
        activeBarBorderWidth: 0,
        ...(isDark && { itemSelectedColor: dark.colorLink }),
      },
      Table: {
        headerBg: isDark ? '#1b2024' : '#f9fafb',
        headerSplitColor: 'transparent',
        headerColor: colors.colorTextSecondary,
        cellPaddingBlock: density === 'compact' ? 5 : 9,
        cellPaddingInline: 10,
      },
      Card: { headerFontSize: 14 },
      // White words on the brighter colours of the night would not be read.
      Button: isDark
        ? { primaryColor: '#06121f', dangerColor: '#1d0606', primaryShadow: 'none' }
        : { primaryShadow: 'none' },
    },
  }
}
