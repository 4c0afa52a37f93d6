import type { SeededRandom } from '../../src/platform/random.ts'

/** Somebody who can be searched for. */
export type Person = { name: string; phone: string }

/** The most common surnames and given names of China by what share of people has them: rounded, so that they are as unevenly spread. */
const surnames = [
  ...'王王王王王王王李李李李李李李张张张张张张张刘刘刘刘刘陈陈陈陈杨杨杨黄黄赵赵周周吴吴徐孙马胡朱郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
]
const given = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红建国文丹子涵雨桐梓萱浩然欣怡俊思远佳琪宇轩诗博晓彤嘉豪若曦哲一鸣天佑可心语晨逸飞雪梅春秋冬夏海龙凤云山川林森木水火土金银铁',
]

/** A Chinese name and a mobile number. */
export function personOf(random: SeededRandom): Person {
  const name = random.pick(surnames) + random.pick(given) + (random.next() < 0.7 ? random.pick(given) : '')
  return { name, phone: `13${String(random.integer(0, 999_999_999)).padStart(9, '0')}` }
}
