"""Rules: that the law cited is the law of the day."""

from fazhi.rules.rule import Rule

RULES = {
    "law-then-now": Rule(
        "“{law}”自 {in_force} 起施行，晚于案件（{last}），不能放在“案件发生时”下面，请移到“现在”。",
        "'{law_en}' came into force on {in_force}, after the case ({last}); it cannot stand under 'then'. Move it to 'now'.",
        says_zh="“案件发生时”下面，只放当时已经施行的法律。",
        says_en="Under 'then' stand only laws that were in force at the time of the case.",
        bad="### 案件发生时 {#then}\n\n- [未成年人保护法第9条](law:ml#9) 要告诉监护人。",
        good="### 现在 {#now}\n\n- [未成年人保护法第9条](law:ml#9) 要告诉监护人。",
    ),
    "law-then-repealed": Rule(
        "“{law}”从 {day} 起不再有效，案件（{first}）那时已经不能用，请换成当时有效的法律。",
        "'{law_en}' was law no more from {day}, before the case ({first}). Cite the law that was in force then.",
        says_zh="“案件发生时”下面的法律，那时还没有废止。",
        says_en="What stands under 'then' had not been repealed before the case.",
        bad="### 案件发生时 {#then}\n- [侵权责任法第7条](law:tort#7) 卖坏东西，要负责任。",
        good="### 案件发生时 {#then}\n- [侵权责任法第6条](law:tort#6) 卖坏东西，要负责任。",
    ),
    "law-then-number": Rule(
        "案件那时（{day}），“{law}”的这一条不是第{article}条。请改成 {instead}。",
        "At the time of the case ({day}) this was not Article {article} of the '{law_en}'. Write {instead_en}.",
        says_zh="“案件发生时”下面，用那时的条号。",
        says_en="Under 'then' an article has the number that it had then.",
        bad="### 案件发生时 {#then}\n- [民事诉讼法第58条](law:cvpl#58) 可以为大家打官司。",
        good="### 案件发生时 {#then}\n- [民事诉讼法第55条](law:cvpl#55) 可以为大家打官司。",
    ),
    "law-repealed": Rule(
        "“{law}”从 {day} 起不再有效，不能当作现在的法律。请换成现在有效的法律；讲旧案，请放到“案件发生时”下面。",
        "'{law_en}' was law no more from {day}; it is not the law of today. Cite what is in force; what held for an old case stands under 'then'.",
        says_zh="已经废止的法律，不当作现在的法律来引用。",
        says_en="A law that was repealed is not cited as the law of today.",
        bad="### 现在 {#now}\n…\n- [侵权责任法第6条](law:tort#6) 卖坏东西，要负责任。",
        good="### 案件发生时 {#then}\n- [侵权责任法第6条](law:tort#6) 卖坏东西，要负责任。",
    ),
    "law-former": Rule(
        "“{law}”第{article}条是旧条号，用到 {until}。请改成 {instead}；讲旧案，请放到“案件发生时”下面。",
        "Article {article} of the '{law_en}' is an old number, in use until {until}. Write {instead_en}; for an old case put it under 'then'.",
        says_zh="讲现在的法律，用现在的条号。",
        says_en="The law of today is cited by the numbers of today.",
        bad="### 现在 {#now}\n…\n- [民事诉讼法第55条](law:cvpl#55) 可以为大家打官司。",
        good="### 现在 {#now}\n…\n- [民事诉讼法第58条](law:cvpl#58) 可以为大家打官司。",
    ),
    "law-moved": Rule(
        "“{law}”有了新的版本（{version}，{day}），这一页的法律只核对到 {as_of}。请重新核对这一条，再改 law_as_of。核对以前，网站会注明“需要重新核对”。",
        "The '{law_en}' has a new version ({version}, {day}), and the law of this page was checked to {as_of}. Check this citation, then renew law_as_of. Until then the site says 'to be checked again'.",
        "warning",
        says_zh="法律有了新版本，引用它的案例和课要重新核对。",
        says_en="When a law has a new version, whatever cites it is checked again.",
        bad='laws: ["ml#72", "cl#253-1"]\nactivity: decision-tree\nlaw_as_of: 2026-03-01',
        good='laws: ["ml#72", "cl#253-1"]\nactivity: decision-tree\nlaw_as_of: 2026-07-01',
    ),
    "law-dates": Rule(
        "登记表里的日期前后不合：{day} 应该晚于 {last}。版本从旧到新排列，先通过，后施行，最后才是废止。",
        "The days of this law do not follow on each other: {day} should be later than {last}. Versions stand oldest first; adoption comes before force, repeal after both.",
        says_zh="登记表里，一部法律的日期前后相接。",
        says_en="The days of a law in the registry follow on each other.",
        bad='  versions:\n    - id: "2019"\n      adopted: 2019-11-01\n      in_force: 2019-10-01',
        good='  versions:\n    - id: "2019"\n      adopted: 2019-08-22\n      in_force: 2019-10-01',
    ),
    "law-former-current": Rule(
        "第{article}条既写在 former 里，又写在现在的条文里，引用时分不清是哪一条。请从其中一处删掉。",
        "Article {article} stands under 'former' and among the articles of today, so a citation could mean either. Delete one of the two.",
        says_zh="旧条号不再列在现在的条文里。",
        says_en="A former number is not listed among the articles of today.",
        bad='  articles: ["55", "58"]\n  former: [{article: "55", until: 2021-12-31, now: "58"}]',
        good='  articles: ["58"]\n  former: [{article: "55", until: 2021-12-31, now: "58"}]',
    ),
    "law-former-now": Rule(
        "第{article}条的新条号“{now}”没有登记。请先核对原文，把它加进 articles，或者删掉 now。",
        "The new number '{now}' of Article {article} is not in the registry. Check the text and add it to articles, or delete 'now'.",
        says_zh="旧条号指向登记过的新条号。",
        says_en="A former number leads to a number that is in the registry.",
        bad='  articles: ["15"]\n  former: [{article: "55", until: 2021-12-31, now: "58"}]',
        good='  articles: ["58"]\n  former: [{article: "55", until: 2021-12-31, now: "58"}]',
    ),
}
