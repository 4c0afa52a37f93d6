// Which piece of a pasted block is the name. What says so: its place (first or last), its length, a surname, a form of address;
// what speaks against it: words of which addresses are made.

/** A name with how sure it is one. */
export type FoundName = { value: string; confidence: number }

const surnames = new Set(
  (
    '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆' +
    '汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易' +
    '乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴' +
    '蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边' +
    '卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘' +
    '欧司上诸夏东令慕皇尉公轩端宇长'
  ).split(''),
)
const compoundSurnames = /^(?:欧阳|司马|上官|诸葛|夏侯|东方|令狐|慕容|司徒|皇甫|尉迟|公孙|轩辕|端木|宇文|长孙|南宫)/u
const formsOfAddress = /(?:先生|女士|小姐|太太|老师|师傅|经理|总|同学|医生)$/u
/** An ending that a place has and a name has not. */
const placeEnding =
  /(?:[省市区县旗州盟镇乡村屯组路街道巷弄里号室层楼栋幢座院门厦苑园城庭居轩阁府湾庄店铺场馆厂库所处队局校部司港]|单元|公寓|中心|大学|学院|中学|小学|医院|酒店|超市|驿站|快递柜|丰巢|菜鸟)$/u
const chinese = /^(?:\p{Script=Han}{2,5}|[\p{Script=Han}]{1,8}·[\p{Script=Han}·]{1,10})$/u
/** Short words that people add, and nobody is called. */
const courtesies = /^(?:谢谢|多谢|你好|您好|在吗|麻烦|尽快|加急|收到|好的|包邮|下单|到付|现付|寄付|顺丰|收货|发货)/u
const latin = /^\p{Lu}[\p{L}.'-]{0,30}(?:\s\p{Lu}[\p{L}.'-]{0,30}){0,3}$/u

/** How much a piece looks like a name; undefined if it is none. */
export function nameOf(piece: string): FoundName | undefined {
  if (courtesies.test(piece)) return undefined
  const isReceiver = /\p{Script=Han}{2}\(?收\)?$/u.test(piece)
  const value = piece
    .replace(/(?<!\s)\s*\[\d{1,6}\]$/u, '')
    .replace(/\((?:收|先生|女士|小姐)\)?$|收$/u, '')
    .trim()
  if (latin.test(value)) return { value, confidence: 0.7 }
  if (/^[\p{Script=Han}]\*{1,3}$/u.test(value)) return { value, confidence: 0.5 }
  if (!chinese.test(value)) return undefined
  const addressed = formsOfAddress.test(value)
  const isCommon = surnames.has([...value][0] ?? '')
  if (
    placeEnding.test(value) &&
    !addressed &&
    !(isCommon && [...value].length <= 3 && /[里城港园门庄江]$/u.test(value))
  ) {
    return undefined
  }
  const length = [...value].length
  if (addressed) return { value, confidence: 0.9 }
  if (value.includes('·') || (isReceiver && isCommon)) return { value, confidence: 0.95 }
  if (length > 2 && compoundSurnames.test(value)) return { value, confidence: 0.9 }
  if (!isCommon) return { value, confidence: length <= 3 ? 0.6 : 0.45 }
  return { value, confidence: length <= 3 ? 0.95 : 0.7 }
}

/** A name that stands behind a house without a gap: 文三路1号张三. */
export function nameBehindHouse(piece: string): (FoundName & { rest: string }) | undefined {
  const found = /^(.{4,200}(?:\d|号|室|楼|层|栋|座|幢|单元|店|铺))([\p{Script=Han}]{2,3})$/u.exec(piece)
  const [, rest = '', value = ''] = found ?? []
  const name = value === '' || !surnames.has(value[0] ?? '') ? undefined : nameOf(value)
  return name === undefined ? undefined : { value: name.value, confidence: 0.6, rest }
}
