/** Which of the fonts an office expects this PC has: Word will show others in their place, and the person should know before paper does. */
import { FONT_SUBSTITUTES, FONTS } from '../templates/layout.ts';

export interface MissingFont {
  readonly wanted: string;
  /** What is set in it: 标题, 正文. */
  readonly role: string;
  /** The first of its substitutes that is here. */
  readonly substitute: string | null;
}
const ROLES: Readonly<Record<keyof typeof FONTS, string>> = {
  title: '标题',
  heading: '一级标题',
  subheading: '二级标题',
  body: '正文',
  table: '表格',
  latin: '数字和字母',
};

export async function missingFonts(): Promise<MissingFont[]> {
  const roles = Object.keys(ROLES) as (keyof typeof FONTS)[];
  const fonts = await Promise.all(roles.map((role) => missingFont(FONTS[role], ROLES[role])));
  return fonts.filter((font) => font !== null);
}

async function missingFont(wanted: string, role: string): Promise<MissingFont | null> {
  if (await isInstalled(wanted)) return null;
  for (const substitute of FONT_SUBSTITUTES[wanted] ?? []) if (await isInstalled(substitute)) return { wanted, role, substitute };
  return { wanted, role, substitute: null };
}

/** Loading a font by its local name succeeds only where it is installed. */
const isInstalled = (name: string): Promise<boolean> =>
  new FontFace('probe', `local("${name}")`).load().then(
    () => true,
    () => false,
  );
