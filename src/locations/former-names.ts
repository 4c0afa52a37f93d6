/*
 * Districts and cities that have gone into another or were given a new name, by the code of their city or province: people
 * and shops go on writing them for decades, and their parcels arrive. Those whose name has only got another ending (富阳市,
 * now 富阳区) need no row.
 * Collected by hand for the larger cities, changes since about 2000, and not complete: a name that is missing only holds an
 * order, in shops that check addresses, until somebody has looked.
 */
const namesByRegion: Readonly<Record<string, string>> = {
  110100: '崇文区 宣武区',
  120100: '塘沽区 汉沽区 大港区',
  130100: '桥东区 获鹿县',
  130500: '桥东区 桥西区 邢台县',
  130600: '新市区 北市区 南市区',
  140200: '城区 矿区 南郊区 大同县',
  140400: '城区 郊区 长治县',
  210100: '东陵区 新城子区',
  230100: '动力区 太平区',
  310100: '卢湾区 闸北区 南汇区 南市区',
  320100: '白下区 下关区',
  320200: '崇安区 南长区 北塘区',
  320500: '沧浪区 平江区 金阊区',
  320600: '港闸区',
  330100: '下城区 江干区',
  330200: '江东区',
  350400: '梅列区',
  370200: '四方区 胶南市',
  370800: '市中区',
  410300: '吉利区',
  420000: '襄樊市',
  440100: '东山区 芳村区 萝岗区',
  500100: '万盛区 双桥区',
  530000: '思茅市',
  610100: '户县',
}

/** Whether a city had a district, or a province a city, of this name once. */
export function isFormerName(regionCode: string, name: string): boolean {
  return namesByRegion[regionCode]?.split(' ').includes(name) ?? false
}
