import { HomeOutlined } from '@ant-design/icons'
import { paths } from '../paths.ts'
import type { Area } from '../platform/area.ts'

/** 工作台: what needs me now. */
export const homeArea: Area = {
  key: 'home',
  title: 'area_home',
  icon: HomeOutlined,
  path: paths.home(),
  chord: 'h',
  pages: [{ path: '/', load: () => import('./HomePage.tsx') }],
}
