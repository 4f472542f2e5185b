"""Rules: where links, citations and source marks lead."""

from fazhi.rules.rule import Rule

RULES = {
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
}
