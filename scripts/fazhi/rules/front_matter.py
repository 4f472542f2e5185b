"""Rules: how front matter and reference files are written."""

from fazhi.rules.rule import Rule

RULES = {
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
}
