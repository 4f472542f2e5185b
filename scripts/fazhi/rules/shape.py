"""Rules: which keys there are and what they may hold."""

from fazhi.rules.rule import Rule

RULES = {
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
}
