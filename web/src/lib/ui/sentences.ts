/** No piece is longer than this. */
const most = 120;

/** A text in pieces a voice can say in one breath: by line and sentence, long ones by comma, none empty. */
export const sentences = (text: string): readonly string[] =>
  text
    .split(/\n+|(?<=[。！？!?；;])|(?<=\.)\s/u)
    .flatMap((part) => (part.length <= most ? [part] : part.split(/(?<=[，,、：:])/u)))
    .flatMap((part) => part.match(new RegExp(`[\\s\\S]{1,${most}}`, 'gu')) ?? [])
    .map((part) => part.trim())
    .filter((part) => part !== '');
