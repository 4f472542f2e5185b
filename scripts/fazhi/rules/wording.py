"""Rules: how things are worded."""

from fazhi.rules.rule import Rule

RULES = {
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
    "help-number": Rule(
        "“{number}”不在 docs/reference/help.yml 的求助渠道里，不能出现。",
        "'{number}' is not one of the help channels of docs/reference/help.yml and must not appear.",
    ),
}
