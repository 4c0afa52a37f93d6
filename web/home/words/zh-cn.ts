/** The words of Home. */
export const words = {
  title: '工作台',
  greeting: '您好，{{name}}',
}
