"""Rules: that the two languages say the same."""

from fazhi.rules.rule import Rule

RULES = {
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
    "strings-parity": Rule(
        "“{key}”只在一种语言的词表里，请在 templates/strings 的另一个文件里补上。",
        "'{key}' is in one language only; add it to the other file in templates/strings.",
    ),
}
