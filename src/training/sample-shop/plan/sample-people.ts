import type { PlainContact } from '../../../customers/contact.ts'
import type { Tier } from '../../../customers/customer.ts'
import { type SeededRandom, seededRandom } from '../../../platform/random.ts'

/** A customer whom the sample shop knows from its first day. */
export type SampleCustomer = { code: string; tier: Tier; blocked: boolean; contact: PlainContact }

const tierCounts: readonly (readonly [Tier, number])[] = [
  ['key', 16],
  ['vip', 38],
  ['standard', 106],
]

/** How many customers are blocked: the last of the standard tier. */
const blockedCount = 2

const familyNames = [...'王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许邓冯韩曹']
const givenNames =
  '伟 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 超 霞 子涵 雨桐 梓萱 浩然 欣怡 俊杰 思远 佳琪 宇轩 诗涵 文博 晓彤 嘉豪 若曦 明哲'.split(
    ' ',
  )
const companyWords = ['示例商贸', '样例科技', '演示餐饮', '虚构文化', '练习物业', '假想酒店', '示范教育']

/** Streets that no city has: what is sent there reaches nobody. */
const streets = ['示例路', '样例街', '演示大道', '虚构里', '练习巷', '假想路', '示范东路']

/**
 * Beginnings of mobile numbers that the numbering plan of China's Ministry of Industry and Information Technology has given
 * to no operator: such a number looks right and rings nowhere.
 */
const mobilePrefixes = ['154', '160', '161', '163', '164']

/** Where people live, in province, city and districts, and how often. */
const homes: readonly (readonly [weight: number, province: string, city: string, districts: string])[] = [
  [14, '上海市', '上海市', '浦东新区 徐汇区 静安区 闵行区 杨浦区 嘉定区'],
  [12, '北京市', '北京市', '朝阳区 海淀区 西城区 丰台区 通州区'],
  [8, '广东省', '广州市', '天河区 越秀区 海珠区 番禺区'],
  [8, '广东省', '深圳市', '南山区 福田区 宝安区 龙岗区'],
  [4, '广东省', '佛山市', '禅城区 顺德区'],
  [7, '浙江省', '杭州市', '西湖区 滨江区 余杭区 拱墅区'],
  [4, '浙江省', '宁波市', '海曙区 鄞州区'],
  [5, '江苏省', '南京市', '鼓楼区 建邺区 江宁区'],
  [5, '江苏省', '苏州市', '姑苏区 吴中区'],
  [6, '四川省', '成都市', '武侯区 锦江区 青羊区 双流区'],
  [4, '重庆市', '重庆市', '渝北区 江北区 南岸区'],
  [4, '湖北省', '武汉市', '洪山区 武昌区 江汉区'],
  [3, '湖南省', '长沙市', '岳麓区 雨花区'],
  [4, '陕西省', '西安市', '雁塔区 碑林区'],
  [3, '河南省', '郑州市', '金水区 中原区'],
  [3, '山东省', '济南市', '历下区 市中区'],
  [3, '山东省', '青岛市', '市南区 崂山区'],
  [3, '福建省', '厦门市', '思明区 湖里区'],
  [3, '天津市', '天津市', '和平区 南开区'],
  [3, '辽宁省', '沈阳市', '和平区 沈河区'],
  [2, '黑龙江省', '哈尔滨市', '南岗区 道里区'],
  [2, '安徽省', '合肥市', '蜀山区 庐阳区'],
  [2, '云南省', '昆明市', '五华区 盘龙区'],
  [1, '新疆维吾尔自治区', '乌鲁木齐市', '天山区'],
]

/** The customers of the first day; the same each time. */
export function sampleCustomers(): SampleCustomer[] {
  const random = seededRandom('customers of the sample shop')
  const customers = tierCounts.flatMap(([tier, count]) => Array.from({ length: count }, () => tier))
  return customers.map((tier, index) => {
    const code = `KH${String(index + 1).padStart(4, '0')}`
    const person = samplePerson(random)
    const email = random.next() < 0.4 ? { email: `${code.toLowerCase()}@example.com` } : {}
    const contact = tier === 'key' ? { ...person, company: companyName(person, random) } : person
    return { code, tier, blocked: index >= customers.length - blockedCount, contact: { ...contact, ...email } }
  })
}

/** Somebody with a home and a telephone. */
export function samplePerson(random: SeededRandom): PlainContact {
  const [, province, city, districts] = random.weighted(homes.map((home) => [home, home[0]] as const))
  return {
    name: random.pick(familyNames) + random.pick(givenNames),
    phone: `+86 ${random.pick(mobilePrefixes)}${String(random.integer(0, 99_999_999)).padStart(8, '0')}`,
    country: 'CN',
    ...{ province, city, district: random.pick(districts.split(' ')) },
    street: `${random.pick(streets)} ${random.integer(1, 288)} 号 ${random.integer(1, 18)} 栋 ${random.integer(2, 30)}0${random.integer(1, 4)} 室`,
  }
}

function companyName({ city = '' }: PlainContact, random: SeededRandom): string {
  return `${city.replace(/市$/, '')}${random.pick(companyWords)}有限公司`
}
