"""Rules: what the text below the front matter may be made of."""

from fazhi.rules.rule import Rule

RULES = {
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
}
