"""Every rule by name: how grave it is, and the sentence that tells an author in Chinese or English what to do.

``{gaps}`` are filled from a problem's detail. The order is that of the stages that find them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule."""

    zh: str
    en: str
    severity: Literal["error", "warning"] = "error"


RULES: dict[str, Rule] = {
    # --- source -------------------------------------------------------------------------------------
    "not-a-file": Rule(
        "这里只能放普通文件，不能是链接、管道或设备。请删掉它，换成文件本身。",
        "Only regular files may lie here, no links, pipes or devices. Remove it and put the file itself.",
    ),
    "unexpected-file": Rule(
        "这个位置或文件名不在约定之内，不会被读取。案例放 cases/<编号>/zh.md 和 en.md，文件名只用小写字母、数字和连字符。",
        "No file of this name belongs here and it is not read. A case is cases/<id>/zh.md and en.md; names use a-z, 0-9 and hyphens.",
    ),
    "bad-id": Rule(
        "文件夹名“{id}”就是网址里的编号，只能用小写英文字母、数字和连字符，例如 short-video-app。",
        "The folder name '{id}' becomes part of the address: use only a-z, 0-9 and hyphens, as in short-video-app.",
    ),
    "reserved-name": Rule(
        "文件夹名“{id}”是 Windows 或网站自己要用的名字，请换一个，例如 {id}-1。",
        "The name '{id}' is kept by Windows or by the site itself. Choose another, such as {id}-1.",
    ),
    "case-twin": Rule(
        "和 {twin} 只差大小写，在 Windows 上会互相覆盖。请改名。",
        "Differs from {twin} only in upper and lower case and would overwrite it on Windows. Rename it.",
    ),
    "unreadable": Rule("文件打不开：{why}。", "The file cannot be opened: {why}."),
    "too-large": Rule(
        "文件超过 {limit} KB。请拆成几个案例，或删去不需要的内容。",
        "The file is larger than {limit} KB. Split it, or take out what is not needed.",
    ),
    "missing-file": Rule(
        "缺少文件 {file}，没有它无法生成网站。",
        "The file {file} is missing; the site cannot be built without it.",
    ),
    # --- characters ---------------------------------------------------------------------------------
    "not-utf8": Rule(
        "这里的字节 {byte} 不是 UTF-8。请用“另存为”，编码选 UTF-8。",
        "The byte {byte} here is not UTF-8. Save the file again with the encoding UTF-8.",
    ),
    "other-encoding": Rule(
        "整个文件是用 {encoding} 编码保存的，别的电脑上会变成乱码。请用“另存为”，编码选 UTF-8。",
        "The whole file was saved as {encoding} and would be garbled elsewhere. Save it again with the encoding UTF-8.",
    ),
    "control-character": Rule(
        "这里有看不见的控制字符 {code}，请删掉（常见于从网页或 PDF 粘贴的文字）。",
        "There is a control character {code} here; delete it (often pasted from a web page or a PDF).",
    ),
    "invisible-character": Rule(
        "这里有看不见的字符 {code}（零宽或改变方向的字符），请删掉，把这几个字重新打一遍。",
        "There is an invisible character {code} here (zero width, or one that turns the direction); delete it and retype the words.",
    ),
    "unknown-character": Rule(
        "字符 {code} 没有公认的写法，别人的电脑上会显示成方框，请换一个字。",
        "The character {code} has no agreed shape and shows as a box on other computers; use another.",
    ),
    "odd-space": Rule(
        "这里有特殊空格 {code}，请删掉或改成普通空格。段首不用空两格，网页会自动排版。",
        "There is an unusual space {code} here; delete it or type an ordinary space.",
    ),
    "tab": Rule(
        "这里有制表符（Tab），请改成空格，每一层缩进两个空格。",
        "There is a tab here; use spaces, two for each level.",
    ),
    "long-line": Rule(
        "这一行超过 {limit} 个字，请分段。",
        "The line is longer than {limit} characters; break it into paragraphs.",
    ),
    # --- front matter -------------------------------------------------------------------------------
    "no-front-matter": Rule(
        "文件第一行应是三个连字符 ---，下面写 title: 等信息，再用一行 --- 结束。",
        "The first line must be ---, followed by title: and so on, and closed by another line ---.",
    ),
    "front-matter-open": Rule(
        "开头的 --- 没有结束。请在最后一项之后另起一行写 ---。",
        "The front matter that starts here has no end. Write a line --- after its last key.",
    ),
    "wide-colon": Rule(
        "“{key}”后面是中文冒号（：），请改成英文冒号加一个空格，即“{key}: ”。",
        "'{key}' is followed by a full-width colon (：); write a plain colon and a space, '{key}: '.",
    ),
    "tight-colon": Rule(
        "“{key}:”后面缺一个空格，请写成“{key}: ”。",
        "The colon after '{key}' needs a space behind it: '{key}: '.",
    ),
    "yaml": Rule(
        "这里的写法读不懂：{why}。内容里有冒号加空格，或以符号开头时，整句用英文双引号括起来；引号和括号要成对；同一层的缩进要一样。",
        "This cannot be read: {why_en}. A text with a colon and a space in it, or one that starts with a sign, must stand in double quotes; quotes and brackets come in pairs; indents of one level are equal.",
    ),
    "yaml-documents": Rule(
        "文件里只能有一段信息，请删掉多余的 ---。",
        "There may be only one document in the file; delete the extra ---.",
    ),
    "yaml-alias": Rule(
        "不能用 *、<< 引用别处的内容，请把内容写在这里；以 * 开头的文字要放在英文双引号里。",
        "References (* or <<) are not allowed; write the text here. A text that starts with * must stand in double quotes.",
    ),
    "yaml-anchor": Rule(
        "不能用 &{name} 做标记，请删掉；以 & 开头的文字要放在英文双引号里。",
        "The anchor &{name} is not allowed; delete it. A text that starts with & must stand in double quotes.",
    ),
    "yaml-tag": Rule(
        "不能用标签 {tag}，请删掉；以 ! 开头的文字要放在英文双引号里。",
        "The tag {tag} is not allowed; delete it. A text that starts with ! must stand in double quotes.",
    ),
    "yaml-lines": Rule(
        "一项内容只能写在一行里，不能换行，也不能用 | 或 >。请接成一行；更多的话写到正文里。",
        "A value must stand in one line, without line breaks, | or >. Join the lines; more belongs in the text below.",
    ),
    "yaml-key": Rule("键名必须是一个词，例如 title。", "A key must be a single word such as title."),
    "yaml-depth": Rule(
        "括号或缩进超过 {limit} 层，请检查是否多打了括号。",
        "Brackets or indents are nested more than {limit} deep; look for a bracket too many.",
    ),
    "duplicate-key": Rule(
        "“{key}”写了两次（第一次在第 {line} 行），请只留一个。",
        "'{key}' is given twice (first in line {line}); keep one.",
    ),
    # --- shape of the front matter and the reference files --------------------------------------------
    "missing-key": Rule(
        "缺少“{key}”。请补上一行，例如 {example}",
        "'{key}' is missing. Add a line such as {example}",
    ),
    "unknown-key": Rule(
        "不认识“{key}”{near}。可用的键：{allowed}。",
        "'{key}' is not a known key{near}. Known keys: {allowed}.",
    ),
    "fact-in-translation": Rule(
        "“{key}”是事实，只写在 zh.md 里，译文会自动使用，请从这里删掉。",
        "'{key}' is a fact: it is written in zh.md only and used by every language. Delete it here.",
    ),
    "empty-value": Rule(
        "“{key}”后面是空的，请填写，例如 {example}", "'{key}' is empty. Write, for instance, {example}"
    ),
    "long-value": Rule(
        "“{key}”太长（最多 {limit} 字），细节请写到正文里。",
        "'{key}' is too long (at most {limit} characters); details belong in the text below.",
    ),
    "long-list": Rule(
        "“{key}”有 {have} 项，最多 {limit} 项。请合并或者删掉几项。",
        "'{key}' has {have} items; at most {limit} are allowed. Join some or leave some out.",
    ),
    "wants-list": Rule(
        "“{key}”要写成列表，例如 {key}: [甲, 乙]。",
        "'{key}' must be a list, such as {key}: [one, two].",
    ),
    "wants-rows": Rule(
        "这个文件应是一个列表，每一项以 - id: 开头。", "This file must be a list, each row of which starts with - id:."
    ),
    "wants-mapping": Rule(
        "“{key}”下面要分行写几项，例如 {example}",
        "'{key}' must hold several keys, for example {example}",
    ),
    "wants-text": Rule("“{key}”要写成一句话，不能是列表。", "'{key}' must be one line of text, not a list."),
    "bad-choice": Rule(
        "“{value}”不是“{key}”可以用的值{near}。可用：{allowed}。",
        "'{value}' is not allowed for '{key}'{near}. Allowed: {allowed}.",
    ),
    "bad-day": Rule(
        "“{value}”不是日历上的日期。请写成 年-月-日，如 2021-03-11。",
        "'{value}' is no day of the calendar. Write year-month-day, such as 2021-03-11.",
    ),
    "bad-date": Rule(
        "“{date}”不是能用的日期。请写 2020、2020-12、2020-12-02，或一段时间 2018-01/2019-05，先早后晚。",
        "'{date}' is no usable date. Write 2020, 2020-12, 2020-12-02, or a span 2018-01/2019-05, the earlier one first.",
    ),
    "bad-number": Rule(
        "“{value}”不是“{key}”可以用的数字，应是 {allowed}。",
        "'{value}' is no usable number for '{key}'; it should be {allowed}.",
    ),
    "bad-slug": Rule(
        "“{value}”只能用小写英文字母、数字和连字符，例如 short-video-app。",
        "'{value}' may only use a-z, 0-9 and hyphens, as in short-video-app.",
    ),
    "bad-citation": Rule(
        "“{value}”不是法条编号。写法：法律编号#条，例如 ml#72（未成年人保护法第72条）。",
        "'{value}' is no citation. Write law id#article, such as ml#72 (Article 72 of the Minors Protection Law).",
    ),
    "bad-address": Rule(
        "“{value}”不是完整网址。请写以 https:// 开头的官方网址；site_url 还要以 / 结尾。",
        "'{value}' is no complete address. Write one that starts with https://; site_url also ends with a slash.",
    ),
    "bad-channel": Rule(
        "“{value}”不是能拨打的号码（3到6位数字），也不是网站（如 12377.cn）。",
        "'{value}' is neither a number to dial (3 to 6 digits) nor the host of a website (12377.cn).",
    ),
    "bad-value": Rule("“{key}”的值不能用：{why}。", "The value of '{key}' cannot be used: {why}."),
    "duplicate-entry": Rule("编号“{id}”用了两次，请改掉一个。", "The id '{id}' is used twice; change one of them."),
    "pinyin-count": Rule(
        "“{zh}”的拼音“{pinyin}”有{have}个音节，和字数对不上。每个汉字一个音节，标声调；容易连错的地方用空格或 ' 隔开，例如 xī'ān。",
        "The pinyin '{pinyin}' of {zh} has {have} syllables, which is not one for each character. Write the tones; part syllables that could run together with a space or an apostrophe, as in xī'ān.",
    ),
    # --- body -----------------------------------------------------------------------------------------
    "text-before-section": Rule(
        "正文要放在小节里。请在前面加一行标题，例如 ## 发生了什么 {{#facts}}。",
        "Text must stand in a section. Put a heading before it, such as ## What happened {{#facts}}.",
    ),
    "heading-id": Rule(
        "标题“{title}”后面缺少编号。请在行末写 {{#英文编号}}，例如 {{#facts}}；中英文两页的编号要一样。",
        "The heading '{title}' has no id. End the line with {{#id}}, such as {{#facts}}; the id is the same in both languages.",
    ),
    "heading-attributes": Rule(
        "花括号里的“{part}”不能用。只能写 {{#编号}}，课的环节再加 minutes=分钟数，例如 {{#hook minutes=5}}；角色可以加 pupils=人数、share=份数，角色那一节可以加 group=一组最少几人，数字不超过99。",
        "'{part}' cannot stand in the braces. Only {{#id}} can, and minutes=N for a step of a lesson: {{#hook minutes=5}}; a role may have pupils=N and share=N, the section of the roles group=N, no number above 99.",
    ),
    "heading-empty": Rule(
        "这个标题只有编号“{id}”，没有文字。请在 {{#{id}}} 前面写上标题。",
        "This heading has the id '{id}' but no words. Write them before {{#{id}}}.",
    ),
    "heading-level": Rule(
        "标题不能用“{level}”。小节用 ##，小节里的小标题用 ###。",
        "A heading cannot start with '{level}'. Use ## for a section and ### inside it.",
    ),
    "heading-markup": Rule(
        "标题“{title}”只能是文字，不能加粗、放链接、来源或代码。",
        "The heading '{title}' must be plain words: no bold, links, source marks or code.",
    ),
    "heading-inside": Rule("标题不能放在列表或引用里面。", "A heading cannot stand inside a list or a quote."),
    "duplicate-id": Rule(
        "编号“{id}”在第 {line} 行已经用过，请换一个。",
        "The id '{id}' was already used in line {line}; choose another.",
    ),
    "empty-section": Rule(
        "小节“{title}”是空的。请写内容，或删掉这个标题。",
        "The section '{title}' is empty. Write it, or delete its heading.",
    ),
    "raw-html": Rule(
        "这里有网页代码“{what}”，正文不能用 HTML。要显示小于号请用“小于”或全角＜。",
        "There is HTML here, '{what}'; the text cannot carry any. For a less-than sign write 'less than'.",
    ),
    "stray-markup": Rule(
        "这里的“{what}”没有起作用，会原样显示出来。加粗时 ** 要紧贴文字，中文标点放在 ** 外面；链接写成 [文字](地址)。",
        "'{what}' has no effect here and would be printed as it is. Put ** right against the words, punctuation outside; a link is [words](address).",
    ),
    "not-allowed": Rule(
        "正文里不能用{what}。可以用段落、列表、表格、引用、加粗、链接和来源标记 [^编号]。",
        "This cannot be used here: {what_en}. Use paragraphs, lists, tables, quotes, bold, links and source marks [^id].",
    ),
    "hard-wrap": Rule(
        "中文段落中间换了行，网页上会多出空格。请把这一行接到上一行后面；要分段就空一行。",
        "A line break inside a Chinese paragraph prints a gap. Join this line to the one above, or leave an empty line for a new paragraph.",
    ),
    "list-depth": Rule("列表最多 {limit} 层。", "A list can be at most {limit} levels deep."),
    "quote-inside": Rule("引用里面不能再放引用，请只留一个 >。", "A quote cannot stand inside a quote; keep one >."),
    "span-depth": Rule(
        "加粗、强调和链接套得太深（最多 {limit} 层），请检查这一段里的 *、_ 和方括号。",
        "Bold, stress and links are nested more than {limit} deep; look for stray *, _ or brackets in this paragraph.",
    ),
    "table-row": Rule(
        "这一行有 {have} 格，表头只有 {want} 格，多出来的会丢掉。请核对竖线 |。",
        "This row has {have} cells, the head of the table only {want}; the rest would be lost. Check the bars |.",
    ),
    "block-open": Rule(
        "这里开始的 /// 没有结束，后面的内容会全部藏起来。请在结束处另起一行写 ///。",
        "The /// block that starts here has no end and would hide all that follows. Close it with a line ///.",
    ),
    "block-inside": Rule(
        "/// 块不能放在列表、引用或另一个 /// 块里面，请移到外面，顶格写。",
        "A /// block cannot stand inside a list, a quote or another /// block. Move it out, to the start of the line.",
    ),
    "pull-form": Rule(
        "引用案例内容写成两行：/// from 案例编号#小节编号，下一行 ///，中间不写字。",
        "To show a section of a case write two lines: /// from case-id#section-id, then ///, with nothing between.",
    ),
    "pull-place": Rule(
        "/// from 只能用在课里，案例和页面请用链接，例如 [文字](case:案例编号)。",
        "/// from can stand in a lesson only; in a case or page use a link: [words](case:id).",
    ),
    "chart-form": Rule(
        "/// chart 里只放一个两列的表格：左列写名称，右列每格一个数字，至少两行。",
        "A /// chart holds one table of two columns: names on the left, one figure a row on the right, two rows or more.",
    ),
    "flow-form": Rule(
        "/// flow 里只放一个列表：每一项是一条路的名字，下一层用 1. 2. 3. 写它的步骤。",
        "A /// flow holds one list: each item names a way, and a list 1. 2. 3. below it gives its steps.",
    ),
    "withdrawn-case": Rule(
        "案例“{id}”已经撤回，课里不能再用。请换一个案例，或从这里删掉。",
        "The case '{id}' has been withdrawn and cannot be used in a lesson. Take another, or delete it here.",
    ),
    "above-band": Rule(
        "这节课从{band}开始就能讲，取来的案例“{id}”却不适合{band}（看案例的 grades 和 sensitivity）。请用自己的话另写一段，或者改课的 grades。",
        "This lesson can be taught from {band_en} on, but the case '{id}' that it shows does not suit {band_en} (see the case's grades and sensitivity). Tell it in words of its own, or change the lesson's grades.",
    ),
    "redirect-used": Rule(
        "编号“{id}”现在还有页面在用，不能当旧编号。请先把它改名，或者删掉这一行。",
        "The id '{id}' is still in use, so it cannot be an old one. Rename what has it first, or delete this row.",
    ),
    "redirect-chain": Rule(
        "“{id}”自己也换过编号。请把这里的new直接写成最后的编号。",
        "'{id}' has itself been renamed. Write the last id here, so that one step is enough.",
    ),
    "redirect-target": Rule(
        "没有编号是“{id}”的页面{near}。请改成现在的编号。",
        "There is nothing with the id '{id}'{near}. Put the id that it has now.",
    ),
    "link-form": Rule(
        "链接“{target}”要有文字，也不能带引号里的标题，写成 [文字](地址)。",
        "The link '{target}' needs words and no quoted title: [words](address).",
    ),
    "timeline-entry": Rule(
        "时间线的每一条要以加粗的日期开头，例如 - **2020-12-02** 检察院提起诉讼。",
        "Each entry of a timeline starts with a date in bold, such as - **2020-12-02** The suit was brought.",
    ),
    "quiz-option": Rule(
        "选项要写成 - [ ] 答案 —— 理由，正确的一项写 - [x]。",
        "An option is written - [ ] answer — reason, the right one with - [x].",
    ),
    "quiz-reason": Rule(
        "这个选项没有理由。请在答案后写“ —— ”和为什么对（或不对）。",
        "This option has no reason. After the answer write ' — ' and why it is right or wrong.",
    ),
    "quiz-shape": Rule(
        "每道题至少两个选项，而且只有一个正确（- [x]）；这里有 {options} 个选项，{right} 个正确。",
        "A question has at least two options and exactly one right (- [x]); here are {options} options, {right} right.",
    ),
    # --- structure ------------------------------------------------------------------------------------
    "missing-section": Rule(
        "缺少小节“{title}”。请加上 ## {title} {{#{id}}}，内容写在下面。",
        "The section '{title}' is missing. Add ## {title} {{#{id}}} and write it.",
    ),
    "unknown-section": Rule(
        "案例里没有编号为“{id}”的小节{near}。可用：{allowed}。",
        "A case has no section with the id '{id}'{near}. Use: {allowed}.",
    ),
    "section-order": Rule(
        "小节“{id}”的位置不对，应在“{before}”之前（先提问，后揭晓结果）。",
        "The section '{id}' is out of order: it belongs before '{before}' (the question comes before the outcome).",
    ),
    "question-sides": Rule(
        "“你来判断”要写出至少两方的理由：每方一个 ### 小标题，下面列出理由。",
        "The question needs the arguments of at least two sides: a ### heading for each, with a list below it.",
    ),
    "quiz-count": Rule(
        "小测验有 {count} 道题，应为 {allowed} 道。",
        "The quiz has {count} questions; it should have {allowed}.",
    ),
    "law-then-now": Rule(
        "“{law}”自 {in_force} 起施行，晚于案件（{last}），不能放在“案件发生时”下面，请移到“现在”。",
        "'{law}' came into force on {in_force}, after the case ({last}); it cannot stand under 'then'. Move it to 'now'.",
    ),
    "step-minutes": Rule(
        "这个环节没有写时间。请在标题末尾写 {{#{id} minutes=5}}。",
        "This step has no time. End its heading with {{#{id} minutes=5}}.",
    ),
    "fact-minutes": Rule(
        "时间是事实，只写在 zh.md 里。请把这里的 minutes 删掉。",
        "Minutes are a fact and stand in zh.md only. Delete them here.",
    ),
    "role-place": Rule(
        "{name} 只能写在角色卡那一节 {{#roles}} 里：group 写在 ## 后，pupils 和 share 写在每个角色的 ### 后。请从这里删掉。",
        "{name} can stand in the section {{#roles}} only: group in its ## heading, pupils and share in the ### of a role. Delete it here.",
    ),
    "fact-pupils": Rule(
        "角色的人数是事实，只写在 zh.md 里。请把这里的 pupils、share 或 group 删掉。",
        "How many pupils play a role is a fact and stands in zh.md only. Delete pupils, share or group here.",
    ),
    "minutes-sum": Rule(
        "各环节加起来是 {sum} 分钟，但 minutes 写的是 {minutes}。",
        "The steps add up to {sum} minutes, but minutes says {minutes}.",
    ),
    "reserved-id": Rule(
        "编号“{id}”留给网站自己的小节用，请换一个，例如 {id}-1。",
        "The id '{id}' is kept for a section that the site adds. Choose another, such as {id}-1.",
    ),
    "content-note": Rule(
        "敏感度为 {level} 时{want}内容提示（content_note）。",
        "With sensitivity {level} a content_note {want_en}.",
    ),
    "scene-unreachable": Rule(
        "没有任何选项通向情景“{id}”。请在别处加一个链接 [..](#{id})，或删掉它。",
        "No choice leads to the scene '{id}'. Link to it with [..](#{id}), or delete it.",
    ),
    "long-sentence": Rule(
        "最长的一句有 {length} 个字（“{sentence}…”），{grade}的学生读起来吃力，请拆成 {limit} 字以内的短句。",
        "The longest sentence has {length} characters ('{sentence}…'), too long for {grade_en}. Break it into sentences of at most {limit}.",
        "warning",
    ),
    "rare-characters": Rule(
        "每千字有 {rare} 个不常用的字，{grade}的学生可能不认识（最好不超过 {limit} 个），请换成常用的说法。",
        "There are {rare} rare characters in each thousand, more than {grade_en} can be asked to read ({limit}). Use plainer words.",
        "warning",
    ),
    "term-unlinked": Rule(
        "第一次用到“{term}”时没有链接到词汇表。请写成 [{term}](term:{id})。",
        "The term '{term}' is not linked to the glossary on first use. Write [{term}](term:{id}).",
        "warning",
    ),
    # --- links ----------------------------------------------------------------------------------------
    "unknown-law": Rule(
        "登记簿里没有编号为“{law}”的法律{near}。请查 docs/reference/laws.yml，或先在那里登记。",
        "No law '{law}' is in the registry{near}. See docs/reference/laws.yml, or register it there first.",
    ),
    "unknown-article": Rule(
        "《{law}》登记的条文里没有第{article}条。请核对条号；确实有的话，先在 docs/reference/laws.yml 的 articles 里登记。",
        "Article {article} of '{law}' is not in the registry. Check the number; if it is right, add it to articles in docs/reference/laws.yml first.",
    ),
    "citation-text": Rule(
        "链接指向第{article}条，文字里却没有“{article}”。请写成如“{example}”。",
        "The link leads to Article {article}, but its words do not say '{article}'. Write, for instance, '{example}'.",
    ),
    "unknown-target": Rule("链接“{target}”指向的内容不存在{near}。", "The link '{target}' leads to nothing{near}."),
    "bad-link": Rule(
        "链接“{target}”不能用。可以用 law: term: case: lesson: page: #小节，或 https:// 开头的官方网址。",
        "The link '{target}' cannot be used. Use law: term: case: lesson: page: #section, or an official https:// address.",
    ),
    "unknown-source": Rule(
        "来源标记 [^{id}] 在开头的 sources 里没有{near}。请在那里登记这个来源。",
        "The source mark [^{id}] is not in sources{near}. Add the source to the front matter.",
    ),
    "source-place": Rule(
        "来源标记 [^{id}] 只能用在案例里。课和页面请链接到案例，例如 [文字](case:案例编号)。",
        "The source mark [^{id}] can stand in a case only. In a lesson or page link to the case: [words](case:id).",
    ),
    "unused-source": Rule(
        "来源“{id}”在正文里一次也没有用到。请在相应的句子后写 [^{id}]，或删掉它。",
        "The source '{id}' is never used. Mark the sentences that rest on it with [^{id}], or delete it.",
        "warning",
    ),
    # --- two languages --------------------------------------------------------------------------------
    "no-original": Rule(
        "有译文却没有原文 zh.md。请先写中文原文。",
        "There is a translation but no original zh.md. Write the Chinese first.",
    ),
    "no-translation": Rule(
        "还没有英文 en.md。英文网站会说明这一页尚未翻译。",
        "There is no en.md yet; the English site will say that this page is not translated.",
        "warning",
    ),
    "parity-section": Rule(
        "英文页缺少小节 {{#{id}}}（中文在第 {line} 行），请在此处之后补上。",
        "The section {{#{id}}} is missing here (zh.md line {line}). Add it after this place.",
    ),
    "parity-extra-section": Rule(
        "中文原文里没有小节 {{#{id}}}，请删掉或先写进 zh.md。",
        "The original has no section {{#{id}}}. Delete it, or write it in zh.md first.",
    ),
    "parity-order": Rule(
        "小节 {{#{id}}} 的次序和中文原文不同，那里此处是 {{#{want}}}。",
        "The section {{#{id}}} is not in the order of the original, which has {{#{want}}} here.",
    ),
    "parity-headings": Rule(
        "这一节的小标题编号应与中文一致：{want}；现在是：{have}。",
        "The ### ids of this section must be those of the original: {want}; they are: {have}.",
    ),
    "parity-dates": Rule(
        "日期与中文原文不一致。只在中文里：{zh}；只在英文里：{en}。",
        "Dates differ from the original. Only in Chinese: {zh}; only in English: {en}.",
    ),
    "parity-figures": Rule(
        "数字与中文原文不一致。只在中文里：{zh}；只在英文里：{en}。",
        "Figures differ from the original. Only in Chinese: {zh}; only in English: {en}.",
    ),
    "parity-links": Rule(
        "链接与中文原文不一致。只在中文里：{zh}；只在英文里：{en}。",
        "Links differ from the original. Only in Chinese: {zh}; only in English: {en}.",
    ),
    "parity-sources": Rule(
        "来源标记与中文原文不一致。只在中文里：{zh}；只在英文里：{en}。",
        "Source marks differ from the original. Only in Chinese: {zh}; only in English: {en}.",
    ),
    "parity-quiz": Rule(
        "题目 {{#{id}}} 与中文不一致：选项数和正确选项的位置必须相同（中文 {zh}，英文 {en}）。",
        "Question {{#{id}}} differs from the original: the options and the place of the right one must agree (Chinese {zh}, English {en}).",
    ),
    "parity-words": Rule(
        "“{key}”与中文原文不对应：中文 {zh} 项，英文 {en} 项。",
        "'{key}' does not match the original: {zh} in Chinese, {en} in English.",
    ),
    "parity-source-ids": Rule(
        "sources 的编号与中文原文不一致。只在中文里：{zh}；只在英文里：{en}。",
        "The ids of sources differ from the original. Only in Chinese: {zh}; only in English: {en}.",
    ),
    "translation-behind": Rule(
        "中文原文改过以后，这些部分的译文还没有核对：{sections}。核对后运行 python3 scripts/dev.py stamp {id}。",
        "These parts of the original changed since the translation was reviewed: {sections}. Review them, then run python3 scripts/dev.py stamp {id}.",
        "warning",
    ),
    # --- templates ------------------------------------------------------------------------------------
    "strings-parity": Rule(
        "“{key}”只在一种语言的词表里，请在 templates/strings 的另一个文件里补上。",
        "'{key}' is in one language only; add it to the other file in templates/strings.",
    ),
    "help-number": Rule(
        "“{number}”不在 docs/reference/help.yml 的求助渠道里，不能出现。",
        "'{number}' is not one of the help channels of docs/reference/help.yml and must not appear.",
    ),
    # --- the class kit: found when its documents are made ---------------------------------------------
    "kit-slide-full": Rule(
        "这一段太长，一张幻灯片放不下（字号已经缩到 {size} 磅）。请拆成两段或两行：给学生看的话要短，细节写进讲课人说的段落。",
        "This is too long for one slide, even at {size} pt. Split it in two: what the class sees is short, the rest goes into what the presenter says.",
    ),
    "kit-glyph": Rule(
        "文档用的字体里没有“{char}”（{code}），印出来会是空白。请换一个字或符号。",
        "The fonts of the documents have no '{char}' ({code}); it would be printed as a blank. Use another character.",
    ),
    "kit-failed": Rule(
        "课堂文件“{name}”没有做成：{why}。这多半是程序的错误，请连同这句话一起报告。",
        "The document '{name}' could not be made: {why}. This is probably our mistake; please report it with this line.",
    ),
    "kit-page-full": Rule(
        "{name}必须印在一页纸上，字号缩到 {size} 磅还是放不下，多出大约 {over}%。请把“学生可能会问”的回答写短一些，或者减少问题。",
        "The {name} must fit one page and does not, even at {size} pt: about {over} % too much. Shorten the answers to awkward questions, or ask fewer.",
    ),
    "kit-long-path": Rule(
        "压缩包里的路径“{name}”太长，在Windows上可能打不开（最多 {limit} 个字符）。请把编号（文件夹的名字）改短。",
        "The path '{name}' in a zip is too long to be opened safely under Windows (at most {limit} characters). Choose a shorter id, which is the folder's name.",
    ),
}
