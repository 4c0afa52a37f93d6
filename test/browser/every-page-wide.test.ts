import { looksOfEveryPage } from './office.ts'
import { testEveryPage } from './test-every-page.ts'

testEveryPage(looksOfEveryPage[0])
