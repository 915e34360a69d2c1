import { describe, expect, test } from 'vitest';
import { cleaningNote, cleanPasted } from '../renderer/clean-text.ts';
import { withHeading } from '../renderer/topics.ts';
import { TOPICS } from '../shared/narrative.ts';
import { chineseNumber } from '../shared/outline.ts';

const bare = (text: string): string => text.replace(/[\s\u200b\u2060\ufeff]/g, '');

/** As Word 2019 puts it on the clipboard: conditional comments, mso-list, o:p, lines of the source broken inside sentences. */
const WORD = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- @list l0:level1 {mso-level-number-format:chinese-counting-thousand; mso-level-text:"（%1）";} p.MsoNormal {margin:0cm;} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-36.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
lang=EN-US style='font-size:16.0pt;mso-bidi-font-family:仿宋_GB2312'><span style='mso-list:Ignore'>（一）<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span></span><![endif]><span style='font-size:16.0pt'>主动公开<span lang=EN-US><o:p></o:p></span></span></p>
<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt'>　　全年通过县政府门户网站主动公开信息<span
lang=EN-US>312</span>条，其中征地信息<span lang=EN-US>46</span>条，均在形
成后二十个工作日内公开。<span lang=EN-US><o:p></o:p></span></span></p>
<p class=MsoNormal><span lang=EN-US style='font-size:16.0pt'><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>（二）<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span>依申请公开<span lang=EN-US><o:p></o:p></span></span></p>
<p class=MsoNormal><span>1.规范流程。收到&nbsp; 的申请当日登记。<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp; </span><span lang=EN-US>Word 2019</span>模板统一。</span></p>
<!--EndFragment--></body></html>`;

const WPS = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=ProgId content=Word.Document><title></title></head><body>
<!--StartFragment--><p class=MsoNormal  align=justify  style="text-indent:32.0000pt;" ><span style="font-family:仿宋_GB2312;font-size:16.0000pt;" ><font face="仿宋_GB2312" >（三）政府信息管理。</font></span><span style="font-size:16.0000pt;" ><font face="仿宋_GB2312" >发文稿纸增设公开属性栏。</font></span><span ><o:p></o:p></span></p>
<p class=MsoNormal ><span ><o:p>&nbsp;</o:p></span></p><p class=MsoNormal ><span ><o:p>&nbsp;</o:p></span></p>
<p class=MsoNormal ><span ><font >（</font>1）登记审查</span></p>
<table class=MsoTableGrid border=1 ><tr ><td width=284 ><p class=MsoNormal ><span >类别</span></p></td><td ><p class=MsoNormal ><span >件数</span></p></td></tr>
<tr ><td rowspan=2 ><p class=MsoNormal ><span >征地</span></p></td><td ><p class=MsoNormal ><span >46</span></p></td></tr><tr ><td ><p class=MsoNormal ><span >58</span></p></td></tr></table><!--EndFragment--></body></html>`;

describe('text pasted from a page', () => {
  test('from Word: numbers of lists, one paragraph a line, odd spaces and empty lines gone', () => {
    const cleaned = cleanPasted(WORD, 'not looked at');
    expect(cleaned.text.split('\n')).toEqual([
      '（一）主动公开',
      '全年通过县政府门户网站主动公开信息312条，其中征地信息46条，均在形成后二十个工作日内公开。',
      '（二）依申请公开',
      '1.规范流程。收到的申请当日登记。 Word 2019模板统一。',
    ]);
    expect(cleaned).toMatchObject({ emptyLines: 1, spaces: 5, joined: 0, rows: 0 });
    expect(cleaningNote(cleaned)).toBe('粘贴时去掉了 1 个空行、5 处多余空格；Ctrl+Z 可撤销。');
  });
  test('from WPS: a table comes as lines, merged cells once', () => {
    const cleaned = cleanPasted(WPS, '');
    expect(cleaned.text.split('\n')).toEqual([
      '（三）政府信息管理。发文稿纸增设公开属性栏。',
      '（1）登记审查',
      '类别 件数',
      '征地 46',
      '58',
    ]);
    expect(cleaned).toMatchObject({ emptyLines: 2, spaces: 0, rows: 3 });
    expect(cleaningNote(cleaned)).toBe('粘贴时去掉了 2 个空行，把表格写成了 3 行文字；Ctrl+Z 可撤销。');
  });
  test('from a browser: numbered lists keep their numbers, bullets have none', () => {
    const list = `<meta charset='utf-8'><h3>（四）平台建设</h3><ol start="3"><li>栏目<b>精简</b></li><li><p>专人巡查</p></li></ol><ul><li>不编号</li></ul>
      <ol style="list-style-type: cjk-ideographic"><li>第一</li><li value="12">第十二</li></ol><ol><li>1.已经写了</li><li>（二）也写了</li></ol><div>末<br>行</div>`;
    expect(cleanPasted(list, '').text.split('\n')).toEqual([
      '（四）平台建设',
      '3.栏目精简',
      '4.专人巡查',
      '不编号',
      '第一',
      '第十二',
      '1.已经写了',
      '（二）也写了',
      '末',
      '行',
    ]);
    expect(cleaningNote(cleanPasted(list, ''))).toBeNull();
    expect(cleanPasted('<ol style="list-style-type:simp-chinese-informal"><li>登记</li><li value=12>会商</li></ol>', '').text).toBe(
      '一、登记\n十二、会商',
    );
  });
  test('a table with its caption and cells of several lines; words beside it stay', () => {
    const html =
      '<p>见下表</p><table><caption>公开情况</caption><tr><td colspan="2"><p>规章</p><p>共 3 件</p></td></tr><tr><td>甲</td><td></td></tr></table><p>以上。</p>';
    expect(bare(cleanPasted(html, '').text)).toBe('见下表公开情况规章共3件甲以上。');
    expect(cleanPasted(html, '').text).toContain('规章\n共3件\n甲');
  });
  test('words without blocks and preformatted pages are read as text', () => {
    expect(cleanPasted('<meta charset="utf-8"><span style="color:red">政府信息</span>', '政府信息').text).toBe('政府信息');
    expect(cleanPasted('<pre style="white-space:pre-wrap">甲\n乙</pre>', '甲\n乙').text).toBe('甲\n乙');
  });
  test('markup in odd shapes neither throws nor takes long', () => {
    expect(cleanPasted('<p>', '').text).toBe('');
    expect(cleanPasted('</ol></li><li>甲<ol><ol><li>乙', '').text).toBe('甲\n1.乙');
    const count = (html: string, text: string): number => cleanPasted(html, text).text.split('甲').length - 1;
    expect(count(`<p>${'<br>'.repeat(20_000)}${'甲 '.repeat(50_000)}${'<!--'.repeat(5_000)}`, '')).toBe(50_000);
    expect(count('', `${'　甲\t'.repeat(50_000)}\n`.repeat(3))).toBe(150_000);
  });
});

describe('text pasted as text', () => {
  const clean = (text: string) => cleanPasted('', text);
  test('odd spaces go, those between words and line breaks stay', () => {
    expect(clean('　　全年公开  信息312条\r\n\r\n\t（一）\t主动公开\r\n共 52 件，张三 李四\r\n').text).toBe(
      '全年公开信息312条\n（一）主动公开\n共52件，张三 李四',
    );
    expect(clean('　　全年公开  信息312条\r\n\r\n\t（一）\t主动公开\r\n')).toMatchObject({ emptyLines: 1, spaces: 4 });
    expect(clean('共\u00a052\u00a0件').text).toBe('共52件');
    expect(clean('网\u200b址 a  b').text).toBe('网址 a b');
    expect(clean('规章\t3\t条').text).toBe('规章3条');
    expect(clean('部署， 坚持公开 。 2025 年共收到申请 58 件 ，占 79.3 %').text).toBe('部署，坚持公开。2025年共收到申请58件，占79.3%');
    expect(clean('使用 Windows 10 和 WPS Office， 共 3 个').text).toBe('使用 Windows 10和 WPS Office，共3个');
    expect(clean('征地 46 12').text).toBe('征地 46 12');
    expect(clean('1 征地 46').text).toBe('1 征地 46');
    expect(cleaningNote(clean('一句话。'))).toBeNull();
  });
  test('lines broken by a PDF are joined, where that is certain', () => {
    const pdf = [
      '（一）主动公开',
      '全年，经县人民政府网站和政务新媒体主动公开政府信息四百八十',
      '六条，其中规划公示类五十七条、征地信息类九十四条、土地供应、',
      '其他类三十一条。',
      '1.征地信息以征地批次为单位把预公告现状调查结果补偿安置方案',
      '2.规划公示村庄规划和重要地块规划方案批前公示三十日以上情况',
    ].join('\n');
    const cleaned = clean(pdf);
    expect(cleaned.text.split('\n')).toHaveLength(4);
    expect(cleaned.text).toContain('四百八十六条');
    expect(cleaningNote(cleaned)).toBe('粘贴时接上了 2 处断开的行；Ctrl+Z 可撤销。');
  });
  test('lines of a list stay lines', () => {
    const list = '加强政府信息公开平台建设管理工作情况的说明\n规范依申请公开办理流程和答复文书工作的说明\n甲，\n乙';
    expect(clean(list).text).toBe(list);
  });
  test('nothing but spaces is ever removed', () => {
    for (const text of ['  a　b\tc\u00a0d\u200b\n\n①  ', '（一）  1.  x ￼ 🙂\u200d🙂', '一、\n二、  \n\n三'])
      expect(bare(clean(text).text)).toBe(bare(text));
  });
});

describe('what a page does not show', () => {
  test('a page of pictures alone gives the text beside it', () => {
    expect(cleanPasted('<div><img></div>', '甲乙丙').text).toBe('甲乙丙');
  });
  test('is not pasted, and that is said', () => {
    const page =
      '<p>甲</p><p hidden>藏一</p><p style="color:red; display: none">藏二</p><p>乙<span style="mso-hide:all">藏三</span></p><p hidden></p>';
    const cleaned = cleanPasted(page, '甲\n乙');
    expect(cleaned.text).toBe('甲\n乙');
    expect(cleaningNote(cleaned)).toContain('没有粘贴 3 处隐藏的文字');
  });
});

describe('what is struck out', () => {
  const said = (html: string, text = ''): [string, string | null] => {
    const cleaned = cleanPasted(html, text);
    return [cleaned.text, cleaningNote(cleaned)];
  };
  test.each([
    '<p>收到<del>87</del><ins>96</ins>份</p>',
    '<p>收到<s>87</s>96份</p>',
    '收到<strike>87</strike>96份',
    '<p>收到<span style="color:red;text-decoration: underline line-through">87</span>96份</p>',
    '<style>.x1{color:red;text-decoration:line-through}</style><p>收到<font class="a x1">87</font>96份</p>',
  ])('is no text: %s', (html) => {
    expect(said(html, '收到8796份')).toEqual(['收到96份', '粘贴时没有粘贴 1 处划去的文字；Ctrl+Z 可撤销。']);
  });
  test('nor is the mark of a comment, with the comment itself', () => {
    const html =
      '<p>收到96份<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[甲1]</a></span></p>' +
      "<div style='mso-element:comment-list'><div style='mso-element:comment'><p>是否含结转？</p></div></div>";
    expect(said(html)).toEqual(['收到96份', '粘贴时没有粘贴 2 处批注；Ctrl+Z 可撤销。']);
  });
  test('but underlined and inserted text is', () => {
    expect(said('<p>收到<u>96</u><ins>份</ins>，<span style="text-decoration:underline">均答复</span></p>')).toEqual([
      '收到96份，均答复',
      null,
    ]);
  });
});

describe('a heading that is missing', () => {
  const topic = (id: string) => TOPICS.find((candidate) => candidate.id === id) ?? TOPICS[0];
  test('is put where it belongs, those after it are counted on', () => {
    const text = '全年……\n（一）主动公开。甲。\n（二）依申请公开\n乙。\n（三）平台建设\n丙。\n（四）监督保障。丁。';
    const { text: after, caret } = withHeading(text, topic('management'));
    expect(after).toBe(
      '全年……\n（一）主动公开。甲。\n（二）依申请公开\n乙。\n（三）政府信息管理\n\n（四）平台建设\n丙。\n（五）监督保障。丁。',
    );
    expect(after.slice(0, caret).endsWith('（三）政府信息管理\n')).toBe(true);
  });
  test('stands at the end where nothing comes after it, first in an empty text', () => {
    expect(withHeading('（一）主动公开。甲。\n', topic('supervision')).text).toBe('（一）主动公开。甲。\n（二）监督保障\n');
    expect(withHeading('', topic('proactive'))).toEqual({ text: '（一）主动公开\n', caret: 8 });
  });
  test('headings without text keep a line to write in', () => {
    const both = withHeading(withHeading('', topic('proactive')).text, topic('management')).text;
    expect(both).toBe('（一）主动公开\n\n（二）政府信息管理\n');
    expect(withHeading(both, topic('onRequest')).text).toBe('（一）主动公开\n\n（二）依申请公开\n\n（三）政府信息管理\n');
  });
  test('numbers up to 99', () => {
    expect([1, 10, 11, 20, 35].map(chineseNumber)).toEqual(['一', '十', '十一', '二十', '三十五']);
  });
});
