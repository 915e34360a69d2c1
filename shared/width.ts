/** Chinese type has letters, digits and marks in two widths, and people type both. */

/** Half width, and no more: NFKC would make digits of ① and ². */
export const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

export const fullWidthDigits = (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
